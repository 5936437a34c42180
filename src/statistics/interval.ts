import { RlelError } from '../errors';

/** An estimate with its confidence interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** @throws RlelError unless the confidence lies between 0 and 1. */
export function requireConfidence(confidence: unknown, who: string): void {
  if (typeof confidence !== 'number' || !(confidence > 0 && confidence < 1))
    throw new RlelError(`${who}: confidence: ${confidence}, expected a number between 0 and 1, as 0.95.`);
}
