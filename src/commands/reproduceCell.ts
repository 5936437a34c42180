import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { WantedSource } from '../data/findData';
import { DATA_SOURCES } from '../datasets/dataset';
import { RlelError } from '../errors';
import { type Plan, toPlan } from '../plans/plan';
import { groupBy } from '../report/evidence';
import { mean } from '../statistics/moments';
import type { RunResult } from '../store/runRecord';
import { sweep } from './sweep';
import { alignedTable } from './table';

/** A number of the results table. */
export interface CellName {
  readonly benchmark: string;
  readonly method: string;
}

/** The report that the kit comes with. */
export const REFERENCE_RUNS = path.resolve(__dirname, '../../results/reference/runs.json');

/** Errors that differ by less than this share of them differ by the order in which they are added up. */
const ROUNDING = 1e-9;

/** What of a report's runs.json is read. */
const RUNS = z.array(
  z.looseObject({
    run: z.string(),
    error: z.number(),
    commit: z.string().nullable(),
    threads: z.number().int().positive().nullable(),
    config: z.looseObject({
      benchmark: z.string(),
      method: z.string(),
      profile: z.string(),
      seed: z.number(),
      data: z.looseObject({ source: z.enum(DATA_SOURCES) }),
      changes: z.record(z.string(), z.unknown()),
    }),
  }),
);
type Published = z.output<typeof RUNS>[number];

interface CellOptions {
  readonly cell: CellName;
  /** A report's runs.json. */
  readonly against: string;
  readonly profile: string;
  /** Of the report's studies, the one on these data. */
  readonly source: WantedSource;
  readonly jobs: number;
  readonly fresh: boolean;
  readonly results: string;
}

/**
 * Makes the runs of one number of the results table again, from nothing, in a store of their own (`again/` in that of
 * `results`), and compares their errors with the published ones.
 * @returns what to tell the user, and whether the errors are the same.
 * @throws as `sweep`; RlelError where the report has no such number.
 */
export async function reproduceCell(options: CellOptions): Promise<{ text: string; same: boolean }> {
  const { cell, against, profile, source, jobs, fresh } = options;
  const published = publishedRuns(against, cell, profile, source);
  const results = path.join(options.results, 'again');
  const pairs: Pair[] = [];
  for (const runs of groupBy(published, (run) => String(run.threads)).values()) {
    const [{ threads }] = runs; // bits depend on it
    const again = await sweep({
      ...{ plan: planOf(runs, profile, source), jobs, results, retries: 0, waitForOthers: true, fresh },
      threads: threads ?? undefined,
    });
    pairs.push(...runs.map((run, i) => ({ run, result: again[i], now: again[i].metrics.test.error })));
  }
  pairs.sort((a, b) => a.run.config.seed - b.run.config.seed);
  const same = pairs.every(({ run, now }) => Math.abs(now - run.error) <= ROUNDING * run.error);
  const rows = pairs.map(({ run, now }) => [String(run.config.seed), run.error.toFixed(4), now.toFixed(4)]);
  const means = [mean(pairs.map(({ run }) => run.error)), mean(pairs.map(({ now }) => now))];
  const [{ result }] = pairs;
  const text = [
    `${cell.benchmark} ${cell.method}: test ${result.metric}, ${result.unit}, as ${against} has it, and of runs made again in ${results}`,
    alignedTable(['seed', 'published', 'again'], [...rows, ['mean', ...means.map((error) => error.toFixed(4))]]),
    same ? 'The same.' : differs(pairs),
  ];
  return { text: text.join('\n'), same };
}

/** The runs of the table's number, by seed. */
function publishedRuns(file: string, { benchmark, method }: CellName, profile: string, source: string): Published[] {
  const all = readRuns(file);
  const ofTable = all.filter(
    ({ config }) =>
      config.profile === profile && config.data.source === source && Object.keys(config.changes).length === 0,
  );
  const found = ofTable.filter(({ config }) => config.benchmark === benchmark && config.method === method);
  if (found.length === 0) {
    const there = [...new Set(ofTable.map(({ config }) => `${config.benchmark},${config.method}`))].sort();
    const sources = [...new Set(all.map(({ config }) => config.data.source))].sort();
    throw new RlelError(
      `${file}: no runs of ${benchmark}, ${method} on ${source} data with the settings of the profile ${profile}. Expected one of ${there.join(' ') || 'its cells'}, and --source ${sources.join(' or ')}.`,
    );
  }
  return found.sort((a, b) => a.config.seed - b.config.seed);
}

function readRuns(file: string): Published[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RlelError(`${file}: cannot be read (${(error as Error).message}). Expected the runs.json of a report.`);
  }
  const read = RUNS.safeParse(content);
  if (read.success) return read.data;
  const [{ path: place, message }] = read.error.issues;
  throw new RlelError(`${file}: ${place.join('.')}: ${message}. Expected the runs.json of a report of this version.`);
}

interface Pair {
  readonly run: Published;
  readonly result: RunResult;
  readonly now: number;
}

/** Runs of one number, which differ in their seed. */
const planOf = (runs: readonly Published[], profile: string, source: WantedSource): Plan => {
  const [{ config }] = runs;
  return toPlan(
    {
      name: 'cell',
      groups: [
        {
          why: `the number of ${config.method} on ${config.benchmark}`,
          profile,
          benchmarks: [config.benchmark],
          methods: [config.method],
          seeds: runs.map((run) => run.config.seed),
          source,
        },
      ],
    },
    'reproduce --cell',
  );
};

/** By how much, and why it may be. */
function differs(pairs: readonly Pair[]): string {
  const most = Math.max(...pairs.map(({ run, now }) => Math.abs(now / run.error - 1)));
  const others = pairs.some(({ run, result }) => run.run !== result.run);
  const why = others
    ? `the runs have other settings or data than the published ones, which were made by commit ${pairs[0].run.commit}`
    : 'the settings and the data are the same; another processor, number of threads or version of TensorFlow adds up in another order';
  return `They differ by up to ${(100 * most).toFixed(3)} %: ${why}.`;
}
