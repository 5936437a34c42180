import type { Profile } from '../benchmarks/benchmark';
import { toPlan } from '../plans/plan';
import { reproduction } from '../plans/plans';
import { reportCommand } from './report';
import { sweep } from './sweep';

export interface ReproduceOptions {
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
export async function reproduceCommand({
  benchmarks,
  profile,
  seeds,
  jobs,
  fresh,
  results,
}: ReproduceOptions): Promise<string> {
  const plan = toPlan(reproduction(profile, benchmarks, seeds), 'reproduce');
  await sweep({ plan, jobs, results, retries: 0, waitForOthers: true, fresh });
  return reportCommand(results);
}
