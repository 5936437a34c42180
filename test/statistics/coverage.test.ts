import { describe, expect, test } from 'vitest';
import { Random } from '../../src/random/random';
import { clusterOf } from '../../src/report/claims/protocol';
import { PAPER_BENCHMARKS } from '../../src/report/paper/results';
import { type Effects, observationsOf } from '../../src/statistics/observations';
import { pairedT } from '../../src/statistics/pairedT';

// The 95 % interval of the claims, on effects that are drawn: normal between seeds (deviation 1) and between clusters.

const REPLICATIONS = 10_000;

/** Effects of a design whose true effect is 0; of one benchmark alone the truth is that benchmark's own effect. */
function draw(random: Random, benchmarks: readonly string[], seeds: number, between: number): [Effects[], number] {
  const own = new Map(benchmarks.map((name) => [clusterOf(name), random.normal(0, between)]));
  const effects = benchmarks.map((name): Effects => {
    const centre = own.get(clusterOf(name)) as number;
    const bySeed = new Map(Array.from({ length: seeds }, (_, s) => [s, random.normal(centre, 1)]));
    return { cluster: clusterOf(name), bySeed };
  });
  return [effects, benchmarks.length === 1 ? (own.get(benchmarks[0]) as number) : 0];
}

/** Shares of replications whose interval holds the truth, and of those that lie below it: "supported" without an effect. */
function simulate(benchmarks: readonly string[], seeds: number, between: number) {
  const random = Random.from(20, 'coverage', benchmarks.length, seeds, between);
  let [covered, below] = [0, 0];
  for (let r = 0; r < REPLICATIONS; r++) {
    const [effects, truth] = draw(random, benchmarks, seeds, between);
    const { low, high } = pairedT(observationsOf(effects).values);
    if (high < truth) below += 1;
    else if (low <= truth) covered += 1;
  }
  return { coverage: (100 * covered) / REPLICATIONS, supported: (100 * below) / REPLICATIONS };
}

describe.each([
  { benchmarks: ['PN'], seeds: 5 },
  { benchmarks: ['FLD1', 'AE1', 'PN'], seeds: 3 },
  { benchmarks: PAPER_BENCHMARKS, seeds: 3 },
  { benchmarks: PAPER_BENCHMARKS, seeds: 5 },
])('$benchmarks.length benchmarks, $seeds seeds', ({ benchmarks, seeds }) => {
  test.each([0, 1])('variance between benchmarks: %d', (between) => {
    const { coverage, supported } = simulate(benchmarks, seeds, between);
    expect(coverage).toBeGreaterThan(93);
    expect(coverage).toBeLessThan(97);
    expect(supported).toBeLessThanOrEqual(3);
  });
});
