import type { Profile } from '../benchmarks/benchmark';
import { isOwn } from '../benchmarks/own';
import { benchmarkNamed, settingsOf } from '../benchmarks/registry';
import type { DataSource } from '../datasets/dataset';
import { layoutNamed } from '../datasets/layouts/registry';
import { isFolder } from '../datasets/paths';
import { RlelError } from '../errors';
import { type KnownSet, knownSets } from './knownSets';
import { howToGet } from './obtaining';
import type { DataPlaces } from './openData';

/** Which data a plan is to run on; `best`: the paper's own where they are here, else open ones, else the twin. */
export const WANTED_SOURCES = ['official', 'open', 'twin', 'best'] as const;
export type WantedSource = (typeof WANTED_SOURCES)[number];

/** What a benchmark finds on this machine. */
export interface FoundData {
  readonly benchmark: string;
  /** null: nothing. */
  readonly source: DataSource | null;
  /** null: the synthetic twin, or nothing. */
  readonly set: KnownSet | null;
  /** Of nothing: what lacks and how to get it, a line a data set. */
  readonly missing: readonly string[];
}

/**
 * The data of a benchmark from a source, among the sets that `rlel data add` remembers.
 * @throws RlelError for an unknown benchmark.
 */
export function findData(benchmark: string, profile: Profile, wanted: WantedSource): FoundData {
  const sets = knownSets();
  const layouts = benchmarkNamed(benchmark)
    .layouts.map(layoutNamed)
    .map((layout) => (isOwn(benchmark) ? { ...layout, name: benchmark } : layout));
  const sources = wanted === 'best' ? (['official', 'open', 'twin'] as const) : [wanted];
  for (const source of sources) {
    if (source === 'twin') {
      if (settingsOf(benchmark, profile).twin) return { benchmark, source, set: null, missing: [] };
      continue;
    }
    for (const { name } of layouts) {
      const set = sets.find((one) => one.name === name && one.source === source);
      if (set && isFolder(set.folder)) return { benchmark, source, set, missing: [] };
    }
  }
  if (wanted === 'twin') return nothing(benchmark, ['it has no synthetic twin']);
  const fitting = layouts.filter(({ kind }) => wanted === 'best' || kind === 'official' || wanted === 'open');
  return nothing(
    benchmark,
    fitting.map((layout) => {
      const set = sets.find(({ name }) => name === layout.name);
      if (!set) return howToGet(layout);
      if (!isFolder(set.folder)) return `${layout.name}: ${set.folder} is not there any more. Add it anew.`;
      return `${layout.name}: ${set.folder} has ${set.samples} samples and counts as ${set.source}, not as ${wanted}. For the rest: ${howToGet(layout)}`;
    }),
  );
}

/** The same. @throws RlelError where there is nothing, saying how to get it. */
export function requireData(benchmark: string, profile: Profile, wanted: WantedSource): FoundData {
  const found = findData(benchmark, profile, wanted);
  if (found.source) return found;
  throw new RlelError(`${benchmark}: no ${wanted} data are here.\n${describeFound([found])}`);
}

/** Where the set lies that was found; null: the synthetic twin. */
export const placesOfSet = (set: KnownSet | null): Required<Omit<DataPlaces, 'trainList'>> => ({
  folder: set?.folder ?? null,
  labels: set?.labels ?? null,
  skipBroken: set?.skipBroken ?? null,
});

const nothing = (benchmark: string, missing: readonly string[]): FoundData => ({
  ...{ benchmark, missing },
  source: null,
  set: null,
});

/** A table of what was found, each benchmark a line, and after it what lacks and how to get it. */
export function describeFound(found: readonly FoundData[]): string {
  const width = Math.max(...found.map(({ benchmark }) => benchmark.length));
  const lines = found.map(({ benchmark, source, set }) => {
    const what = set ? `${set.name}, ${set.samples} samples: ${set.folder}` : source ? 'drawn here' : 'left out';
    return `${benchmark.padEnd(width)}  ${(source ?? 'missing').padEnd(8)}  ${what}`;
  });
  const lacking = found.filter(({ source }) => source === null);
  const remedies = new Map<string, string[]>();
  for (const { benchmark, missing } of lacking) {
    const text = missing.map((line) => `  ${line}`).join('\n  or\n');
    remedies.set(text, [...(remedies.get(text) ?? []), benchmark]);
  }
  const told = [...remedies].map(([text, benchmarks]) => `${benchmarks.join(', ')} needs\n${text}`);
  return [...lines, ...told].join('\n');
}
