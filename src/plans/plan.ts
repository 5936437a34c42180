import { z } from 'zod';
import { PROFILES } from '../benchmarks/benchmark';
import { textOf } from '../benchmarks/departures';
import { isOwn, ownName } from '../benchmarks/own';
import { benchmarkNames, isBenchmark } from '../benchmarks/registry';
import type { Settings } from '../benchmarks/request';
import { type RunRequest, resolveSettings } from '../benchmarks/request';
import {
  describeFound,
  type FoundData,
  findData,
  placesOfSet,
  WANTED_SOURCES,
  type WantedSource,
} from '../data/findData';
import type { DataPlaces } from '../data/openData';
import { RlelError } from '../errors';
import { canonicalJson } from '../files/canonicalJson';
import { requireOneOf, requireText } from '../input/check';
import { listOfDistinct } from '../input/lists';
import { suggestion } from '../input/suggestion';
import { allMethodNames, methodNames } from '../methods/registry';

/** A run of a plan. */
export interface PlannedRun {
  readonly request: RunRequest;
  /** The user's data folder; null: the synthetic twin. */
  readonly data: string | null;
  /** Images of one's own: the file of their labels; null: labels.csv in the folder. */
  readonly labels: string | null;
  /** A list of broken samples that are left out; null: none. */
  readonly skipBroken: string | null;
  /** File that the backbone starts from; null: none. */
  readonly weights: string | null;
  /** What it is for: a table, a figure, a claim. */
  readonly why: readonly string[];
}

/** What a planned run reads. */
export const placesOf = ({
  data,
  labels,
  skipBroken,
  weights,
}: PlannedRun): DataPlaces & Pick<PlannedRun, 'weights'> => ({
  folder: data,
  labels,
  trainList: null,
  skipBroken,
  weights,
});

/** "PN rlel seed 1 · alpha 0.1 · beta 1". */
export function nameOf({ request: { benchmark, method, seed, settings = {} } }: PlannedRun): string {
  const own = Object.entries(settings).map(([key, value]) => ` · ${key} ${textOf(value)}`);
  return `${benchmark} ${method} seed ${seed}${own.join('')}`;
}

/** Runs that are to be done, each once. */
export interface Plan {
  readonly name: string;
  readonly runs: readonly PlannedRun[];
  /** What groups that name a source of data found here; benchmarks that found nothing have no runs. */
  readonly found: readonly FoundData[];
}

const unknownIn = (name: string, known: readonly string[]): string =>
  `no "${name}": expected of ${known.join(', ')}, or one of your own by "imports" or --import (docs/extending.md).${suggestion(name, known)}`;

const names = (known: readonly string[], isKnown = (name: string): boolean => known.includes(name)) =>
  z.union([
    z.literal('all'),
    listOfDistinct(
      z.string().refine(isKnown, {
        error: ({ input }) => unknownIn(String(input), known),
      }),
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
        z
          .strictObject({
            /** Which claim, table or figure needs these runs. */
            why: z.string().min(1),
            profile: z.enum(PROFILES).default('quick'),
            benchmarks: names(benchmarkNames(), isBenchmark).optional(),
            methods: names(allMethodNames()),
            seeds: listOfDistinct(z.number().int().min(0)).min(1),
            data: z.string().optional(),
            /** In place of benchmarks and data: a folder of images, and the CSV of their labels. */
            images: z.string().optional(),
            labels: z.string().optional(),
            skipBroken: z.string().optional(),
            /** In place of data: those that "rlel data add" remembers. */
            source: z.enum(WANTED_SOURCES).optional(),
            weights: z.string().optional(),
            /** Settings by name ("rlel list --settings"); every combination of these values is run. */
            grid: z.record(z.string(), listOfDistinct(z.unknown()).min(1)).default({}),
          })
          .refine(({ benchmarks, images }) => benchmarks || images, 'expected benchmarks, or images with labels')
          .refine(
            ({ benchmarks, images }) => !images || !benchmarks || (benchmarks !== 'all' && benchmarks.every(isOwn)),
            'images are for benchmarks own.NAME',
          )
          .refine(({ data, images }) => !data || !images, 'data and images: expected one of the two')
          .refine(({ labels, data, images }) => !labels || data || images, 'labels have no effect without images')
          .refine(({ data, source }) => !data || !source, 'data and source: expected one of the two')
          .refine(({ data, skipBroken }) => data || !skipBroken, 'skipBroken has no effect without data'),
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
 * @param wanted the source of data of groups that name neither data nor a source; left out: the synthetic twins.
 * @throws RlelError naming each key, value and combination that cannot be; and where data from a source are wanted and
 * there are none, saying how to get them.
 */
export function toPlan(source: unknown, place: string, wanted?: WantedSource): Plan {
  requireText(place, 'toPlan: place');
  if (wanted !== undefined) requireOneOf(wanted, 'toPlan: wanted', WANTED_SOURCES);
  const parsed = read(planSchema(), source, place);
  const runs = new Map<string, PlannedRun>();
  const found = new Map<string, FoundData>();
  parsed.groups.forEach((group, g) => {
    const from = group.data === undefined && group.images === undefined ? (group.source ?? wanted) : undefined;
    const places = from && benchmarksOf(group).map((benchmark) => findData(benchmark, group.profile, from));
    for (const one of places ?? []) found.set(canonicalJson(one), one);
    for (const point of pointsOf(group, places)) {
      const { twin, changes, ...settings } = resolvedAt(point.request, `${place}, groups.${g}`);
      const { request, why: _, ...own } = point;
      const { benchmark, method, profile } = request;
      const key = canonicalJson({ benchmark, method, profile, settings, scenes: twin?.scenes, ...own });
      for (const seed of group.seeds) {
        const known = runs.get(`${key} ${seed}`);
        const why = known ? [...new Set([...known.why, ...point.why])] : point.why;
        runs.set(`${key} ${seed}`, { ...(known ?? point), request: { ...(known ?? point).request, seed }, why });
      }
    }
  });
  if (runs.size === 0)
    throw new RlelError(`${place}: no data for any of its runs.\n${describeFound([...found.values()])}`);
  return { name: parsed.name, runs: [...runs.values()], found: [...found.values()] };
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

const benchmarksOf = ({ benchmarks, images = '', labels }: Group): readonly string[] =>
  benchmarks === 'all' ? benchmarkNames() : (benchmarks ?? [ownName(labels ?? images)]);

/** The runs of a group with its first seed. @param places where each benchmark's data were found; left out: the group says. */
function pointsOf(group: Group, places: readonly FoundData[] | undefined): PlannedRun[] {
  const { why, profile, labels = null, skipBroken = null, weights = null, seeds, grid } = group;
  const folder = group.data ?? group.images ?? null;
  const methods = group.methods === 'all' ? methodNames() : group.methods;
  const points = combinations(grid);
  const here = places
    ? places.flatMap(({ benchmark, source, set }) => (source ? [{ benchmark, ...placesOfSet(set) }] : []))
    : benchmarksOf(group).map((benchmark) => ({ benchmark, folder, labels, skipBroken }));
  return here.flatMap(({ benchmark, folder: data, ...own }) =>
    methods.flatMap((method) =>
      points.map(
        (point): PlannedRun => ({
          request: { benchmark, method, profile, seed: seeds[0], settings: point },
          data,
          ...own,
          weights,
          why: [why],
        }),
      ),
    ),
  );
}

/** Every choice of one value a key; one empty choice where there are no keys. */
function combinations(grid: Readonly<Record<string, readonly unknown[]>>): Record<string, unknown>[] {
  return Object.entries(grid).reduce<Record<string, unknown>[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  );
}
