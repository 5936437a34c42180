import { type Command, Option } from 'commander';
import { PROFILES, type Profile } from '../benchmarks/benchmark';
import { benchmarkNames } from '../benchmarks/registry';
import type { WantedSource } from '../data/findData';
import { listIn, nameAmong } from '../input/lists';
import { integerIn } from '../input/numbers';
import { toPlan } from '../plans/plan';
import { reproduction } from '../plans/plans';
import { freshOption, jobsOption, optionOf, resultsOption, sourceOption } from './options';
import { examples, say } from './program';
import { reportOf } from './report';
import { sweep } from './sweep';

const SEEDS = [1, 2, 3];

/** `rlel reproduce`. */
export function addReproduce(rlel: Command): void {
  const benchmarks = optionOf((text, place) => listIn(text, place, nameAmong(benchmarkNames())));
  const seeds = optionOf((text, place) => listIn(text, place, integerIn));
  rlel
    .command('reproduce')
    .description('train every method and seed on the synthetic twins, or your data, and write the report')
    .addOption(benchmarks('--benchmarks <names>', 'comma-separated').default(benchmarkNames(), benchmarkNames().join()))
    .addOption(seeds('--seeds <numbers>', 'comma-separated').default(SEEDS, SEEDS.join()))
    .addOption(new Option('--profile <name>', 'settings').choices([...PROFILES]).default('quick'))
    .addOption(sourceOption('data sets').default('twin'))
    .addOption(jobsOption())
    .addOption(freshOption())
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel reproduce', 'rlel reproduce --benchmarks PN,AE1 --seeds 1'))
    .action(async (options) => say(await reproduce(options)));
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
