import { decodeImage } from '../decodeImage';
import { prepareFrame } from '../driving/frame';
import { timeSplit } from '../driving/split';
import type { Findings } from '../findings';
import type { ListedSample, Listing, Unlabelled } from '../listing';
import { unmirrored } from '../paths';
import { cropResize, wholeOf } from '../resize';

/** A frame without its angle. */
export const singleFrame: Unlabelled = (picture, [height, width], region) => {
  const { left, top, right, bottom } = region ?? wholeOf(picture);
  const size = [Math.round(bottom - top), Math.round(right - left)] as const;
  const part = region ? { height: size[0], width: size[1], pixels: cropResize(picture, region, size) } : picture;
  return { height, width, pixels: prepareFrame(part, [height, width]) };
};

/** Frames that follow each other look alike, and are steered alike. */
const NEAR = 50;

/** The block of a frame: the part of the drive that it is in. */
export const nearInTime = (_id: string, place: number): string => String(Math.floor(place / NEAR));

export interface Frame {
  readonly id: string;
  /** The angle, degrees. */
  readonly value: number;
  readonly place: string;
  readonly file: string;
  /** When it was taken, in ms of whatever clock; null: the row does not say. */
  readonly time: number | null;
}

/** A drive, split by time, since neighbouring frames look alike; mirrored copies stay with their frames. @param file of labels. */
export function frameListing(frames: readonly Frame[], file: string, findings: Findings): Listing {
  const ordered = inOrder(frames, findings);
  const shots = [...new Set(ordered.map(({ id }) => unmirrored(id)))];
  const split = ordered.length > 0 ? findings.attempt(() => timeSplit(shots.length, file)) : null;
  const [validation, test] = [split?.validation, split?.test].map(
    (indices) => new Set(Array.from(indices ?? [], (i) => shots[i])),
  );
  const partOf = (shot: string) => (test.has(shot) ? 'test' : validation.has(shot) ? 'validation' : 'train');
  const samples = ordered.map(
    ({ id, value, place, file }): ListedSample => ({ id, values: [value], place, file, part: partOf(unmirrored(id)) }),
  );
  return {
    samples,
    unit: 'degrees',
    decodedSize: (imageSize) => imageSize,
    read: ({ file, place }) => decodeImage(file, place),
    prepare: (_sample, picture, size) => prepareFrame(picture, size),
  };
}

/**
 * The frames as their rows stand, where that is the order of time, or whole drives one after the other; else by time, or
 * by the numbers that their names hold where the rows are in the order in which a folder lists names.
 */
function inOrder(frames: readonly Frame[], findings: Findings): readonly Frame[] {
  const times = frames.map(({ time }) => time ?? Number.NaN);
  if (interleaves(times)) {
    findings.notes.push('the rows are not in the order of their times: read in the order of time');
    return sorted(frames, times);
  }
  const numbers = frames.map(({ id }) => Number(/^\D*(\d+)\.\w+$/.exec(id)?.[1] ?? Number.NaN));
  const isListing = frames.every(({ id }, i) => i === 0 || frames[i - 1].id < id);
  if (times.every(Number.isNaN) && isListing && interleaves(numbers)) {
    findings.notes.push(
      'the rows are in the order of a folder’s listing (1, 10, 2): read in the order of their numbers',
    );
    return sorted(frames, numbers);
  }
  return frames;
}

const sorted = (frames: readonly Frame[], keys: readonly number[]): Frame[] =>
  [...frames.keys()].sort((a, b) => keys[a] - keys[b]).map((i) => frames[i]);

/** Whether stretches of rising numbers overlap: whole drives in any order do not. None where a number is missing. */
function interleaves(numbers: readonly number[]): boolean {
  if (numbers.some(Number.isNaN)) return false;
  const stretches: { from: number; to: number }[] = [];
  numbers.forEach((value, i) => {
    if (i > 0 && value >= numbers[i - 1]) stretches[stretches.length - 1].to = value;
    else stretches.push({ from: value, to: value });
  });
  stretches.sort((a, b) => a.from - b.from);
  return stretches.some(({ from }, i) => i > 0 && from < stretches[i - 1].to);
}
