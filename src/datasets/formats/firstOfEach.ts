import { DataError } from '../dataError';
import type { OnProblem } from '../table';

/** The rows without those that say the same as one before (have its key), which are problems. */
export function firstOfEach<T extends { readonly row: number }>(
  rows: readonly T[],
  file: string,
  keyOf: (row: T) => string,
  onProblem: OnProblem,
): T[] {
  const seen = new Map<string, number>();
  return rows.filter((one) => {
    const key = keyOf(one);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, one.row);
    else onProblem(new DataError(`${file}, row ${one.row}`, `the same as row ${first}. Remove one of the two.`));
    return first === undefined;
  });
}
