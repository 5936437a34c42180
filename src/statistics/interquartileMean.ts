import { RlelError } from '../errors';
import { mean } from './moments';

/** Mean of the middle half: the lowest and the highest ⌊n/4⌋ values are left out. @throws RlelError for no values. */
export function interquartileMean(values: readonly number[]): number {
  if (values.length === 0) throw new RlelError('Interquartile mean of no values.');
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 4);
  return mean(sorted.slice(cut, sorted.length - cut));
}
