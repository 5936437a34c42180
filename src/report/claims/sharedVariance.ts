import { allLayouts } from '../../datasets/layouts/registry';
import { Random } from '../../random/random';
import { blockVariance } from '../../statistics/blockBootstrap';
import { mean } from '../../statistics/moments';
import type { SharedVariance } from '../../statistics/pairedT';
import type { Evidence } from '../evidence';
import { CLAIMS_PROTOCOL } from './protocol';

/**
 * What one test set adds to the variance of a log-ratio of errors that is a mean over seeds: by the bootstrap over its blocks,
 * persons or parts of a drive where the data set's layout knows them, else single samples.
 * @param both runs of two methods, a pair a seed.
 * @returns undefined where each seed has a test set of its own, which its effect shows, or there is one block alone.
 */
export function sharedVariance(both: readonly (readonly [Evidence, Evidence])[]): SharedVariance | undefined {
  const sets = new Set(both.map(([{ config }]) => config.data.fingerprint));
  if (both.length < 2 || sets.size > 1) return undefined;
  const [[first]] = both;
  const { config } = first;
  const test = first.samples();
  const counts = both.flat().map((run) => run.samples().length);
  if (counts.some((count) => count === 0 || count !== test.length)) return undefined;
  const block = allLayouts().find(({ name }) => name === config.data.format)?.block;
  const blocks = test.map(({ image }, place) => block?.(image, place) ?? place);
  const over = (side: 0 | 1): number[] => test.map((_, i) => mean(both.map((pair) => pair[side].samples()[i].error)));
  const options = { random: Random.from(0, 'blocks', config.benchmark), resamples: CLAIMS_PROTOCOL.blockResamples };
  return blockVariance(over(0), over(1), blocks, options) ?? undefined;
}
