import { type Command, Option } from 'commander';
import { PROFILES, type Profile } from '../benchmarks/benchmark';
import { benchmarkNames } from '../benchmarks/registry';
import type { WantedSource } from '../data/findData';
import { RlelError } from '../errors';
import { listIn, nameAmong } from '../input/lists';
import { integerIn } from '../input/numbers';
import { allMethodNames } from '../methods/registry';
import { toPlan } from '../plans/plan';
import { reproduction } from '../plans/plans';
import { freshOption, jobsOption, optionOf, refuseIdleOptions, resultsOption, sourceOption } from './options';
import { examples, say } from './program';
import { reportOf } from './report';
import { type CellName, REFERENCE_RUNS, reproduceCell } from './reproduceCell';
import { sweep } from './sweep';

const SEEDS = [1, 2, 3];

/** `rlel reproduce`. */
export function addReproduce(rlel: Command): void {
  const benchmarks = optionOf((text, place) => listIn(text, place, nameAmong(benchmarkNames())));
  const cell = optionOf(cellIn);
  const seeds = optionOf((text, place) => listIn(text, place, integerIn));
  rlel
    .command('reproduce')
    .description('train every method and seed on the synthetic twins, or your data, and write the report')
    .addOption(benchmarks('--benchmarks <names>', 'comma-separated').default(benchmarkNames(), benchmarkNames().join()))
    .addOption(seeds('--seeds <numbers>', 'comma-separated').default(SEEDS, SEEDS.join()))
    .addOption(new Option('--profile <name>', 'settings').choices([...PROFILES]).default('quick'))
    .addOption(sourceOption('data sets').default('twin'))
    .addOption(cell('--cell <benchmark,method>', 'make one number of the results table again, and compare it'))
    .addOption(
      new Option('--against <file>', 'with --cell: runs.json of the report that has it').default(
        REFERENCE_RUNS,
        'results/reference/runs.json',
      ),
    )
    .addOption(jobsOption())
    .addOption(freshOption())
    .addOption(resultsOption())
    .addHelpText(
      'after',
      examples('rlel reproduce', 'rlel reproduce --benchmarks PN,AE1 --seeds 1', 'rlel reproduce --cell FLD2,rlel'),
    )
    .action(async (options, command) => {
      if (!options.cell) {
        refuseIdleOptions(command, ['against'], 'without --cell');
        return say(await reproduce(options));
      }
      refuseIdleOptions(command, ['benchmarks', 'seeds'], 'with --cell, whose runs are those of the report');
      const { text, same } = await reproduceCell(options);
      say(text);
      if (!same) process.exitCode = 1;
    });
}

/** "FLD2,rlel". */
function cellIn(text: string, place: string): CellName {
  const [benchmark, method, ...more] = text.split(',').map((part) => part.trim());
  if (!method || more.length > 0)
    throw new RlelError(`${place} ${text}: expected a benchmark and a method with a comma between them, as FLD2,rlel.`);
  return {
    benchmark: nameAmong(benchmarkNames())(benchmark, place),
    method: nameAmong(allMethodNames())(method, place),
  };
}

interface ReproduceOptions {
  readonly benchmarks: readonly string[];
  readonly profile: Profile;
  readonly source: WantedSource;
  readonly seeds: readonly number[];
  /** Processes side by side. */
  readonly jobs: number;
  /** Whether runs that are there are set aside and done again. */
  readonly fresh: boolean;
  readonly results: string;
}

/**
 * Trains every method and seed of the benchmarks on data from a source, and the ablations' runs, what is done left out,
 * and writes the report. What was found of the data is said first; benchmarks without data are left out.
 * @returns what to tell the user.
 * @throws as `sweep`; RlelError where no benchmark has data, saying how to get them.
 */
async function reproduce(options: ReproduceOptions): Promise<string> {
  const { benchmarks, profile, source, seeds, jobs, fresh, results } = options;
  const plan = toPlan(reproduction(profile, benchmarks, seeds), 'reproduce', source);
  await sweep({ plan, jobs, results, retries: 0, waitForOthers: true, fresh });
  const report = await reportOf(results);
  const missing = plan.found.filter((one) => one.source === null).map(({ benchmark }) => benchmark);
  if (missing.length === 0) return report;
  return `${report}\nLeft out, as ${source} data are not here: ${missing.join(', ')}. "rlel data list" says how to get them.`;
}
