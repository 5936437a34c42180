/** A median with the quartiles around it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The p-quantile, 0 ≤ p ≤ 1, linear between neighbours. */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new Error('No values: there is no quantile.');
  const sorted = [...values].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
});

/** Rounds of times, [rounds][repetitions] in seconds. */
export type Rounds = readonly (readonly number[])[];

/**
 * How long `a` takes over how long `b` takes: in each round the ratio of their medians, then the spread over rounds. What
 * slows the machine for a while slows both sides of a round, and cancels.
 */
export function ratioOf(a: Rounds, b: Rounds): Spread {
  return spread(a.map((times, round) => median(times) / median(b[round])));
}
