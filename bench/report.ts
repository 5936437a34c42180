import { CASES, type Side, type Target } from './cases';
import type { CaseResult } from './compare';
import type { OperationCost } from './messages';
import { median, type Rounds, ratioOf, type Spread, spread } from './statistics';

/** A measured case in the words of the tables. */
export interface CaseRow {
  readonly name: string;
  readonly title: string;
  readonly batch: number;
  readonly sides: readonly SideRow[];
  readonly verdicts: readonly Verdict[];
  /** Seconds until this kit's step is compiled. */
  readonly compiling: number | null;
  /** Of a step, operation by operation; the costliest first. */
  readonly profile: readonly OperationCost[] | null;
}

export interface SideRow {
  readonly side: Side;
  /** Seconds a repetition: spread over rounds of each round's median. */
  readonly seconds: Spread;
  /** The processor's seconds a repetition; null where they are not measured. */
  readonly processor: number | null;
  /** Time of this kit over this side's, per round; null for this kit. */
  readonly ratio: Spread | null;
  /** Bytes; null where there is no process of its own. */
  readonly peakMemory: number | null;
}

export interface Verdict {
  /** What of this kit is divided. */
  readonly what: string;
  /** By what. */
  readonly over: string;
  /** Whether the target is a share of a whole step. */
  readonly share: boolean;
  readonly ratio: Spread;
  readonly atMost: number;
  readonly met: boolean;
}

const SIDE_NAMES: Readonly<Record<Side, string>> = {
  kit: 'this kit',
  eager: 'this kit, operation by operation',
  pair: 'this kit, each of two side by side',
  published: 'PyTorch as published',
  best: 'PyTorch at its best',
  floor: 'products alone',
};
export const nameOf = (side: Side): string => SIDE_NAMES[side];

/** The rows of all measured cases, in the order of `CASES`. */
export function caseRows(results: readonly CaseResult[]): CaseRow[] {
  return CASES.flatMap((benchCase) => {
    const result = results.find(({ name }) => name === benchCase.name);
    if (!result) return [];
    const kit = secondsOf(result, 'kit');
    const row = (side: Side, seconds: Rounds, peakMemory: number | null, used: readonly number[] = []): SideRow => ({
      side,
      seconds: spread(seconds.map(median)),
      ratio: side === 'kit' ? null : ratioOf(kit, seconds),
      peakMemory,
      processor: used.length > 0 ? median(used) : null,
    });
    const sides = result.sides.map(({ side, seconds, peakMemory, processor }) =>
      row(side, seconds, peakMemory, processor),
    );
    if (result.pair) sides.push(row('pair', result.pair, null));
    if (result.floor) sides.push(row('floor', result.floor, null));
    const verdicts = benchCase.targets.flatMap((target) => verdict(target, result, results));
    const compiling = result.sides.find(({ side }) => side === 'kit')?.compiling ?? null;
    const title = `${benchCase.title}, batch ${result.batch}`;
    return [{ name: benchCase.name, title, batch: result.batch, sides, verdicts, compiling, profile: result.profile }];
  });
}

const WHAT: Readonly<Record<Target['of'], string>> = {
  time: 'time',
  memory: 'peak memory',
  pair: 'time of each of two side by side',
};

/** None where what the target speaks of was not measured. */
function verdict({ of, over, atMost }: Target, result: CaseResult, all: readonly CaseResult[]): Verdict[] {
  const share = 'step' in over;
  const other = share ? all.find(({ name }) => name === over.step) : result;
  if (!other) return [];
  const side = share ? 'kit' : over.side;
  const ratio =
    of === 'memory'
      ? spread([memoryOf(result, 'kit') / memoryOf(other, side)])
      : ratioOf(secondsOf(result, of === 'pair' ? 'pair' : 'kit'), secondsOf(other, side));
  const name = share ? `a whole step of ${over.step}` : of === 'pair' ? 'one alone' : nameOf(side);
  return [{ what: WHAT[of], over: name, share, ratio, atMost, met: ratio.median <= atMost }];
}

function secondsOf({ name, sides, floor, pair }: CaseResult, wanted: Side): Rounds {
  const beside: Partial<Record<Side, Rounds | null>> = { floor, pair };
  const seconds = beside[wanted] ?? sides.find(({ side }) => side === wanted)?.seconds;
  if (!seconds) throw new Error(`${name} was measured without "${wanted}".`);
  return seconds;
}

function memoryOf({ name, sides }: CaseResult, wanted: Side): number {
  const found = sides.find(({ side }) => side === wanted);
  if (!found) throw new Error(`${name} was measured without "${wanted}".`);
  return found.peakMemory;
}
