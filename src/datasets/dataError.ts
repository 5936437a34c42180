import { RlelError } from '../errors';

/** Something wrong with one place of a data set. */
export class DataError extends RlelError {
  /**
   * @param place the file, or file and row.
   * @param text what is wrong there, what was expected, what to do.
   * @param concerns one sample, which can be left out, or the data set.
   */
  constructor(
    readonly place: string,
    readonly text: string,
    readonly concerns: 'sample' | 'set' = 'sample',
  ) {
    super(`${place}: ${text}`);
  }
}

/** How to do without what a place names. */
export const removal = (place: string): string => (/, row \d+$/.test(place) ? 'remove the row' : 'remove the file');
