import { mean } from './moments';

/** Effects of one benchmark, by seed: each seed draws data, split and weights of its own. */
export interface Effects {
  readonly cluster: string;
  readonly bySeed: ReadonlyMap<number, number>;
}

/** What an effect is a mean of, and what its spread is told by. */
export interface Observations {
  readonly unit: 'benchmarks' | 'seeds';
  readonly values: readonly number[];
}

/**
 * The independent observations behind effects. A benchmark is a random factor: over several, an observation is a cluster's
 * mean (of its benchmarks' means over seeds), so that what differs from benchmark to benchmark is in the interval, and
 * benchmarks that share their images count once. Of one cluster, an observation is a seed (the mean of its benchmarks at it),
 * and the interval is for that cluster alone.
 *
 * Clusters of two benchmarks have a smaller variance than those of one where benchmarks do not differ. The variance of the
 * unweighted mean stays without bias then, and the simulation in the tests shows no loss of coverage; weights would need
 * variances, which nobody knows.
 */
export function observationsOf(effects: readonly Effects[]): Observations {
  const clusters = new Map<string, Effects[]>();
  for (const one of effects) clusters.set(one.cluster, [...(clusters.get(one.cluster) ?? []), one]);
  if (clusters.size > 1) {
    const values = [...clusters.values()].map((members) =>
      mean(members.map(({ bySeed }) => mean([...bySeed.values()]))),
    );
    return { unit: 'benchmarks', values };
  }
  const seeds = [...new Set(effects.flatMap(({ bySeed }) => [...bySeed.keys()]))].sort((a, b) => a - b);
  const complete = seeds.filter((seed) => effects.every(({ bySeed }) => bySeed.has(seed)));
  return {
    unit: 'seeds',
    values: complete.map((seed) => mean(effects.map(({ bySeed }) => bySeed.get(seed) as number))),
  };
}
