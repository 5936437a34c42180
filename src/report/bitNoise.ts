import type { BIT_NOISE } from '../training/bitNoise';
import type { Evidence } from './evidence';

/** By how much a run's error is larger with a share of its codes' bits wrong, in % of the constant predictor's; NaN: not measured. */
export function growthWithBitNoise(
  { result: { bitNoise, metrics } }: Evidence,
  share: (typeof BIT_NOISE)[number],
): number {
  const at = (wanted: number): number => bitNoise?.find((one) => one.share === wanted)?.error ?? Number.NaN;
  return (100 * (at(share) - at(0))) / metrics.constant.error;
}
