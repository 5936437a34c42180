import type { Sample } from '../datasets/dataset';
import type { TrainingConfig } from './config';

/** Landmark coordinates refer to a grid of this size on the face's square, as published. */
export const GRID = 256;

/** Whether a run cuts landmark coordinates to integers, on the grid and in the image. */
export const truncates = ({ oddities }: Pick<TrainingConfig, 'oddities'>): boolean =>
  oddities.includes('truncated-coordinates');

/** The published code's way to an integer. */
export const cut = (value: number): number => Math.trunc(value) + 1;

/** A sample's values → what the network learns: landmarks in image pixels → the grid; all others stay. */
export function toGrid(
  values: readonly number[],
  { crop }: Pick<Sample, 'crop'>,
  truncated: boolean,
): readonly number[] {
  if (!crop) return values;
  return values.map((value, i) => {
    const grid = ((value - crop.centre[i % 2]) / crop.side + 0.5) * GRID;
    return truncated ? cut(grid) : grid;
  });
}

/** What the network predicts → the sample's own unit: the grid → image pixels for landmarks. */
export function fromGrid(
  values: readonly number[],
  { crop }: Pick<Sample, 'crop'>,
  truncated: boolean,
): readonly number[] {
  if (!crop) return values;
  return values.map((value, i) => {
    const pixel = (grid: number): number => (grid / GRID - 0.5) * crop.side + crop.centre[i % 2];
    return truncated ? cut(pixel(value - 1)) : pixel(value);
  });
}
