import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';

/** An epoch of a training, as history.csv has it. */
export interface HistoryRow {
  readonly candidate: string;
  /** From 0 on. */
  readonly epoch: number;
  readonly loss: number;
  readonly validationError: number;
}

/** A run's epochs so far, of all its trainings; none before the first. @param folder of the run. */
export function readHistory(folder: string): HistoryRow[] {
  const file = path.join(folder, 'history.csv');
  if (!existsSync(file)) return [];
  const { data } = Papa.parse<Record<keyof HistoryRow, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  return data.map(({ candidate, epoch, loss, validationError }) => ({
    candidate,
    epoch: Number(epoch),
    loss: Number(loss),
    validationError: Number(validationError),
  }));
}
