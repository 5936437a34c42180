import { CASES, type Side, type Target } from './cases';
import type { CaseResult } from './compare';
import { median, type Rounds, ratioOf, type Spread, spread } from './statistics';

/** A measured case in the words of the tables. */
export interface CaseRow {
  readonly name: string;
  readonly title: string;
  readonly batch: number;
  readonly sides: readonly SideRow[];
  readonly verdicts: readonly Verdict[];
}

export interface SideRow {
  readonly side: Side;
  /** Seconds a repetition: spread over rounds of each round's median. */
  readonly seconds: Spread;
  /** Time of this kit over this side's, per round; null for this kit. */
  readonly ratio: Spread | null;
  /** Bytes; null where there is no process of its own. */
  readonly peakMemory: number | null;
}

export interface Verdict {
  /** What this kit's time is divided by. */
  readonly over: string;
  readonly ratio: Spread;
  readonly atMost: number;
  readonly met: boolean;
}

const SIDE_NAMES: Readonly<Record<Side, string>> = {
  kit: 'this kit',
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
    const row = (side: Side, seconds: Rounds, peakMemory: number | null): SideRow => ({
      side,
      seconds: spread(seconds.map(median)),
      ratio: side === 'kit' ? null : ratioOf(kit, seconds),
      peakMemory,
    });
    const sides = result.sides.map(({ side, seconds, peakMemory }) => row(side, seconds, peakMemory));
    if (result.floor) sides.push(row('floor', result.floor, null));
    const verdicts = benchCase.targets.flatMap((target) => verdict(kit, target, result, results));
    const title = `${benchCase.title}, batch ${result.batch}`;
    return [{ name: benchCase.name, title, batch: result.batch, sides, verdicts }];
  });
}

/** None where what the target speaks of was not measured. */
function verdict(kit: Rounds, { over, atMost }: Target, result: CaseResult, all: readonly CaseResult[]): Verdict[] {
  const whole = 'step' in over;
  const other = whole ? all.find(({ name }) => name === over.step) : result;
  if (!other) return [];
  const ratio = ratioOf(kit, secondsOf(other, whole ? 'kit' : over.side));
  const name = whole ? `a whole step of ${over.step}` : nameOf(over.side);
  return [{ over: name, ratio, atMost, met: ratio.median <= atMost }];
}

function secondsOf({ name, sides, floor }: CaseResult, wanted: Side): Rounds {
  const seconds = wanted === 'floor' ? floor : sides.find(({ side }) => side === wanted)?.seconds;
  if (!seconds) throw new Error(`${name} was measured without "${wanted}".`);
  return seconds;
}
