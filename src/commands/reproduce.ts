import path from 'node:path';
import { writeReport } from '../report/writeReport';
import { toPlan } from '../study/plan/plan';
import { sweep } from './sweep';

export interface ReproduceOptions {
  readonly benchmarks: readonly string[];
  readonly profile: string;
  readonly seeds: readonly number[];
  /** Processes side by side. */
  readonly jobs: number;
  readonly results: string;
}

/**
 * Trains every method and seed of the benchmarks on their synthetic twins, what is done left out, and writes the report.
 * @returns the report's files.
 * @throws as `sweep`.
 */
export async function reproduceCommand({
  benchmarks,
  profile,
  seeds,
  jobs,
  results,
}: ReproduceOptions): Promise<string[]> {
  const groups = [{ why: 'the tables', profile, benchmarks, methods: 'all', seeds }];
  const plan = toPlan({ name: 'reproduce', groups }, 'reproduce');
  const done = await sweep({ plan, jobs, results, retries: 0, waitForOthers: true });
  return writeReport(done, path.join(results, 'report'));
}
