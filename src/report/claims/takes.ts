import { sampleStd } from '../../statistics/moments';
import { needed, powerOf } from '../../statistics/needed';
import type { Observations } from '../../statistics/observations';
import { CLAIMS_PROTOCOL, clusterOf, FAMILIES } from './protocol';
import type { Stratum } from './stratum';

/** Seeds that are tried. */
const MOST_SEEDS = 100;
/** Benchmarks, or seeds, above which their number says nothing but that it is out of reach. */
const MOST_TOLD = 1000;

/**
 * What it would take to tell an effect from a value, if it is as large, and spreads as much, as here: benchmarks, or seeds. The
 * level is that of a family's strictest test (Holm's first).
 * @param difference of the effect from the value.
 */
export function takesOf(
  strata: readonly Stratum[],
  { unit, values }: Observations,
  difference: number,
  claim: string,
): string {
  const family = FAMILIES.find((names) => names.includes(claim)) ?? [claim];
  const level = { power: CLAIMS_PROTOCOL.power, alpha: CLAIMS_PROTOCOL.alpha / family.length };
  const std = sampleStd(values);
  const count = needed({ difference, std, ...level });
  if (!Number.isFinite(count)) return `no number of ${unit} that can be run: the effect lies at the threshold`;
  const text = `${count > MOST_TOLD ? `more than ${MOST_TOLD}` : `about ${count}`} ${unit} (${values.length} here)`;
  if (unit === 'seeds' || count <= values.length) return text;
  const seeds = strata.reduce((sum, { effects }) => sum + effects.size, 0) / strata.length;
  const bySeeds = varianceBySeeds(strata, values.length);
  for (let more = Math.floor(seeds) + 1; more <= MOST_SEEDS; more++) {
    const variance = std ** 2 - bySeeds + (bySeeds * seeds) / more;
    if (variance <= 0 || powerOf(values.length, Math.abs(difference) / Math.sqrt(variance), level.alpha) >= level.power)
      return `${text}, or about ${more} seeds on these`;
  }
  return `${text}; more seeds alone would not do`;
}

/** How much of the variance of clusters' means is that of their seeds, by those benchmarks that have several. */
function varianceBySeeds(strata: readonly Stratum[], clusters: number): number {
  const sizes = new Map<string, number>();
  for (const { name } of strata) sizes.set(clusterOf(name), (sizes.get(clusterOf(name)) ?? 0) + 1);
  const sum = strata
    .filter(({ effects }) => effects.size > 1)
    .reduce((total, { name, effects }) => {
      const variance = sampleStd([...effects.values()]) ** 2 / effects.size;
      return total + variance / (sizes.get(clusterOf(name)) as number) ** 2;
    }, 0);
  return sum / clusters;
}
