import { DataError } from '../dataError';
import type { Split } from '../dataset';

const SMALLEST = 20;

/**
 * Splits a drive by contiguous blocks of time, never at random (neighbouring frames look alike): the first 70 % train,
 * the next 10 % validate, the last 20 % test.
 * @param file their label file, for messages.
 * @throws DataError with fewer than 20 frames.
 */
export function timeSplit(frames: number, file: string): Split {
  if (frames < SMALLEST) {
    throw new DataError(file, `${frames} frames, expected at least ${SMALLEST} to split them in three.`, 'set');
  }
  const [train, validation] = [Math.floor(frames * 0.7), Math.floor(frames * 0.8)];
  const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
  return { train: range(0, train), validation: range(train, validation), test: range(validation, frames) };
}
