import { mean } from './moments';

/** Ranks from 1 (lowest) up; equal values share the mean of their ranks. */
export function averageRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Mean rank of each column over rows, [rows][columns] → [columns]. */
export function meanRanks(rows: readonly (readonly number[])[]): number[] {
  const ranks = rows.map(averageRanks);
  return rows[0].map((_, column) => mean(ranks.map((row) => row[column])));
}
