import { RlelError } from '../errors';
import { requireNumbers } from '../input/check';
import type { Random } from '../random/random';
import type { SharedVariance } from './pairedT';

/**
 * Variance of the logarithm of one mean error over another, of the same samples, when other samples might have been drawn:
 * by the bootstrap over blocks of samples that are not independent of each other, as pictures of one person or frames that are
 * near in time (Davison & Hinkley 1997, section 3.8, the block as the unit).
 * @param mine @param theirs an error a sample, above 0 in the mean.
 * @param blocks a name a sample; samples of one name are drawn together.
 * @returns the variance, and blocks less one as its degrees of freedom; null for fewer than two blocks.
 * @throws RlelError for lists of different lengths, or what is no finite number.
 */
export function blockVariance(
  mine: readonly number[],
  theirs: readonly number[],
  blocks: readonly (string | number)[],
  { random, resamples }: { readonly random: Random; readonly resamples: number },
): SharedVariance | null {
  requireNumbers(mine, 'blockVariance: mine');
  requireNumbers(theirs, 'blockVariance: theirs');
  if (mine.length !== theirs.length || mine.length !== blocks.length)
    throw new RlelError(
      `blockVariance: ${mine.length} and ${theirs.length} errors, ${blocks.length} blocks: expected one of each a sample.`,
    );
  const sums = [...sumsOf(mine, theirs, blocks).values()];
  if (sums.length < 2) return null;
  const logs = Array.from({ length: resamples }, () => {
    let [a, b] = [0, 0];
    for (let i = 0; i < sums.length; i++) {
      const drawn = sums[random.integer(sums.length)];
      a += drawn.mine;
      b += drawn.theirs;
    }
    return Math.log(a / b);
  });
  const middle = logs.reduce((sum, log) => sum + log, 0) / resamples;
  const variance = logs.reduce((sum, log) => sum + (log - middle) ** 2, 0) / (resamples - 1);
  return { variance, df: sums.length - 1 };
}

/** Sums of errors by block. */
function sumsOf(
  mine: readonly number[],
  theirs: readonly number[],
  blocks: readonly (string | number)[],
): Map<string | number, { mine: number; theirs: number }> {
  const sums = new Map<string | number, { mine: number; theirs: number }>();
  blocks.forEach((block, i) => {
    const { mine: a, theirs: b } = sums.get(block) ?? { mine: 0, theirs: 0 };
    sums.set(block, { mine: a + mine[i], theirs: b + theirs[i] });
  });
  return sums;
}
