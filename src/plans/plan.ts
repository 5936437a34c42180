import { z } from 'zod';
import { PROFILES } from '../benchmarks/benchmark';
import { textOf } from '../benchmarks/departures';
import { benchmarkNames } from '../benchmarks/registry';
import type { Settings } from '../benchmarks/request';
import { type RunRequest, resolveSettings } from '../benchmarks/request';
import { RlelError } from '../errors';
import { canonicalJson } from '../files/canonicalJson';
import { listOfDistinct } from '../input/lists';
import { methodNames } from '../methods/registry';

/** A run of a plan. */
export interface PlannedRun {
  readonly request: RunRequest;
  /** The user's data folder; null: the synthetic twin. */
  readonly data: string | null;
  /** File that the backbone starts from; null: none. */
  readonly weights: string | null;
  /** What it is for: a table, a figure, a claim. */
  readonly why: readonly string[];
}

/** "PN rlel seed 1 · alpha 0.1 · beta 1". */
export function nameOf({ request: { benchmark, method, seed, settings = {} } }: PlannedRun): string {
  const own = Object.entries(settings).map(([key, value]) => ` · ${key} ${textOf(value)}`);
  return `${benchmark} ${method} seed ${seed}${own.join('')}`;
}

/** Runs that are to be done, each once. */
export interface Plan {
  readonly name: string;
  readonly runs: readonly PlannedRun[];
}

const unknownIn = (name: string, known: readonly string[]): string =>
  `no "${name}": expected of ${known.join(', ')}, or one of your own by "imports" or --import (docs/extending.md)`;

const names = (known: readonly string[]) =>
  z.union([
    z.literal('all'),
    listOfDistinct(
      z.string().refine((name) => known.includes(name), { error: ({ input }) => unknownIn(String(input), known) }),
    ).min(1),
  ]);

/** Files that register what the plan names, from the plan's folder. */
const IMPORTS = listOfDistinct(z.string().min(1)).default([]);

/** Made when it is asked for: methods and benchmarks may be registered until then. */
const planSchema = () =>
  z.strictObject({
    name: z.string().regex(/^[\w.-]+$/, 'expected letters, digits, "-", "_" and "."'),
    imports: IMPORTS,
    groups: z
      .array(
        z.strictObject({
          /** Which claim, table or figure needs these runs. */
          why: z.string().min(1),
          profile: z.enum(PROFILES).default('quick'),
          benchmarks: names(benchmarkNames()),
          methods: names(methodNames()),
          seeds: listOfDistinct(z.number().int().min(0)).min(1),
          data: z.string().optional(),
          weights: z.string().optional(),
          /** Settings by name ("rlel list --settings"); every combination of these values is run. */
          grid: z.record(z.string(), listOfDistinct(z.unknown()).min(1)).default({}),
        }),
      )
      .min(1),
  });
type PlanSchema = ReturnType<typeof planSchema>;

/** A plan as users write it. */
export type PlanSource = z.input<PlanSchema>;
type Group = z.output<PlanSchema>['groups'][number];

/**
 * The runs of a plan, each once with all its reasons.
 * @param place names the plan in errors.
 * @throws RlelError naming each key, value and combination that cannot be.
 */
export function toPlan(source: unknown, place: string): Plan {
  const parsed = read(planSchema(), source, place);
  const runs = new Map<string, PlannedRun>();
  parsed.groups.forEach((group, g) => {
    for (const point of pointsOf(group)) {
      const { twin, changes, ...settings } = resolvedAt(point.request, `${place}, groups.${g}`);
      const { benchmark, method, profile } = point.request;
      const key = canonicalJson({ benchmark, method, profile, settings, data: point.data, weights: point.weights });
      for (const seed of group.seeds) {
        const known = runs.get(`${key} ${seed}`);
        const why = known ? [...new Set([...known.why, ...point.why])] : point.why;
        runs.set(`${key} ${seed}`, { ...(known ?? point), request: { ...(known ?? point).request, seed }, why });
      }
    }
  });
  return { name: parsed.name, runs: [...runs.values()] };
}

/** @throws RlelError naming the place in the plan. */
function resolvedAt(request: RunRequest, place: string): Settings {
  try {
    return resolveSettings(request);
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    throw new RlelError(`${place}, ${request.benchmark} ${request.method}: ${error.message}`);
  }
}

/** The files that a plan imports: they are loaded before its names are looked at. @throws RlelError for no list of names. */
export const importsOf = (source: unknown, place: string): readonly string[] =>
  read(z.object({ imports: IMPORTS }), source, place).imports;

function read<Schema extends z.ZodType>(schema: Schema, source: unknown, place: string): z.output<Schema> {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'plan'}: ${message}`);
  throw new RlelError(`${place}: not a plan.\n  ${problems.join('\n  ')}\nSee docs/plans.md.`);
}

/** The runs of a group with its first seed. */
function pointsOf(group: Group): PlannedRun[] {
  const { why, profile, data = null, weights = null, seeds, grid } = group;
  const benchmarks = group.benchmarks === 'all' ? benchmarkNames() : group.benchmarks;
  const methods = group.methods === 'all' ? methodNames() : group.methods;
  const points = combinations(grid);
  const requests = benchmarks.flatMap((benchmark) =>
    methods.flatMap((method) =>
      points.map((point): RunRequest => ({ benchmark, method, profile, seed: seeds[0], settings: point })),
    ),
  );
  return requests.map((request) => ({ request, data, weights, why: [why] }));
}

/** Every choice of one value a key; one empty choice where there are no keys. */
function combinations(grid: Readonly<Record<string, readonly unknown[]>>): Record<string, unknown>[] {
  return Object.entries(grid).reduce<Record<string, unknown>[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  );
}
