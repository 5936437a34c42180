import { methodTitle } from '../colours';
import { paperInterval, rlelAgainst } from '../paper/draws';
import { PAPER_BENCHMARKS, type PaperMethod, paperResult } from '../paper/results';
import type { TableClaim } from './claim';
import { judgeInterval } from './judge';

const NAME = 'paper-averages';
const OTHERS = ['sa', 'ae', 'lel'] as const;

/** Benchmarks on which a method's printed mean is below RLEL's. */
const exceptions = (method: PaperMethod): string[] =>
  PAPER_BENCHMARKS.filter((name) => (paperResult(name, method)?.mean ?? 0) < (paperResult(name, 'rlel')?.mean ?? 0));

export const paperAverages: TableClaim = {
  about: 'the paper’s table',
  name: NAME,
  statement: 'RLEL’s error is below those of SA, AE and LEL in the paper’s table, on average',
  place: 'results table',
  test: 'RLEL’s mean relative difference over the 11 benchmarks with each of the three; supported when the 95 % interval over tables drawn from the printed means and deviations lies below 0 for all',
  measures: 'RLEL’s error against the nearest of the three, %',
  judge() {
    const parts = OTHERS.map((method) => ({
      name: methodTitle(method),
      effect: paperInterval(rlelAgainst(method), `${NAME} ${method}`),
    }));
    const { effect } = parts.reduce((nearest, part) =>
      part.effect.estimate > nearest.effect.estimate ? part : nearest,
    );
    const lower = OTHERS.map((method) => [methodTitle(method), exceptions(method)] as const).filter(
      ([, names]) => names.length > 0,
    );
    const note = lower.map(([name, benchmarks]) => `${name} is below RLEL on ${benchmarks.join(', ')}`).join('; ');
    return { ...judgeInterval(effect, { below: 0 }), parts, note };
  },
};
