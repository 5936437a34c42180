import { type Command, Option } from 'commander';
import { PROFILES, type Profile } from '../benchmarks/benchmark';
import { benchmarkNames } from '../benchmarks/registry';
import { listIn, nameAmong } from '../input/lists';
import { integerIn } from '../input/numbers';
import { toPlan } from '../plans/plan';
import { reproduction } from '../plans/plans';
import { freshOption, jobsOption, optionOf, resultsOption } from './options';
import { say } from './program';
import { reportOf } from './report';
import { sweep } from './sweep';

const SEEDS = [1, 2, 3];

/** `rlel reproduce`. */
export function addReproduce(rlel: Command): void {
  const benchmarks = optionOf((text, place) => listIn(text, place, nameAmong(benchmarkNames())));
  const seeds = optionOf((text, place) => listIn(text, place, integerIn));
  rlel
    .command('reproduce')
    .description('train every method and seed on the synthetic twins and write the report')
    .addOption(benchmarks('--benchmarks <names>', 'comma-separated').default(benchmarkNames(), benchmarkNames().join()))
    .addOption(seeds('--seeds <numbers>', 'comma-separated').default(SEEDS, SEEDS.join()))
    .addOption(new Option('--profile <name>', 'settings').choices([...PROFILES]).default('quick'))
    .addOption(jobsOption())
    .addOption(freshOption())
    .addOption(resultsOption())
    .action(async (options) => say(await reproduce(options)));
}

interface ReproduceOptions {
  readonly benchmarks: readonly string[];
  readonly profile: Profile;
  readonly seeds: readonly number[];
  /** Processes side by side. */
  readonly jobs: number;
  /** Whether runs that are there are set aside and done again. */
  readonly fresh: boolean;
  readonly results: string;
}

/**
 * Trains every method and seed of the benchmarks on their synthetic twins, and the ablations' runs, what is done left
 * out, and writes the report.
 * @returns what to tell the user.
 * @throws as `sweep`.
 */
async function reproduce({ benchmarks, profile, seeds, jobs, fresh, results }: ReproduceOptions): Promise<string> {
  const plan = toPlan(reproduction(profile, benchmarks, seeds), 'reproduce');
  await sweep({ plan, jobs, results, retries: 0, waitForOthers: true, fresh });
  return reportOf(results);
}
