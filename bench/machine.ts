import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import path from 'node:path';
import { commit } from '../src/runs/environment';
import type { CaseResult } from './compare';

/** Where and with what a benchmark was run. */
export interface Machine {
  readonly date: string;
  readonly commit: string;
  readonly cpu: string;
  readonly cores: number;
  readonly threads: number;
  /** GiB. */
  readonly memory: number;
  /** Processes that wanted to run, in the mean of the last 15 minutes, the benchmark's own among them. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

const PROJECT = path.resolve(__dirname, '../..'); // from dist-bench/bench

export function describeMachine(threads: number, results: readonly CaseResult[]): Machine {
  const versions = Object.assign({}, ...results.flatMap(({ sides }) => sides.map((side) => side.versions)));
  return {
    date: new Date().toISOString(),
    commit: commit(PROJECT) ?? 'outside a repository',
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    threads,
    memory: totalmem() / 2 ** 30,
    load: loadavg()[2],
    versions: { linux: release(), ...versions },
  };
}
