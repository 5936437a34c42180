import { centred } from '../encodings/centred';
import type { Code } from '../encodings/code';
import { isBinary } from '../encodings/code';
import { requireCode } from '../encodings/requireCode';
import { RlelError } from '../errors';
import { requireObject } from '../input/check';
import { drawing, resized } from '../report/output/imageFile';
import { type SheetTile, showSheet } from './showSheet';

type Colour = readonly [red: number, green: number, blue: number];

const ZERO: Colour = [233, 236, 239];
const ONE: Colour = [11, 61, 107];
const NEGATIVE: Colour = [33, 102, 172];
const MIDDLE: Colour = [247, 247, 247];
const POSITIVE: Colour = [178, 24, 43];
const UNSEEN: Colour = [255, 255, 255];

/** About the height and width of a matrix, pixels. */
const SIZE = 320;
const LARGEST_CELL = 20;
/** Cells that are smaller have no lines between. */
const LINED_CELL = 6;

/**
 * Shows code matrices side by side as one PNG: a level a row, a bit a column. Bits are light (0) or dark (1). Real codes,
 * such as measured encoders, have each bit's mean taken away and go from blue (negative) to red, scaled to the largest
 * entry; levels without a code are white.
 * @param codes by the name that is shown.
 * @throws RlelError outside a notebook, or when there is none.
 */
export async function showEncoding(codes: Readonly<Record<string, Code>>): Promise<void> {
  requireObject(codes, 'show.encoding: codes', [], 'codes by the name that is shown');
  const entries = Object.entries(codes);
  for (const [name, code] of entries) requireCode(code, `show.encoding: ${name}`);
  if (entries.length === 0) throw new RlelError('show.encoding: no code to show.');
  const tiles = await Promise.all(entries.map(([name, code]) => drawn(name, code)));
  await showSheet(tiles, drawing, 'Codes, levels × bits');
}

async function drawn(name: string, code: Code): Promise<SheetTile> {
  const { levels, width } = code;
  const colours = isBinary(code) ? Array.from(code.values, (bit) => (bit ? ONE : ZERO)) : coloursOf(code);
  const cell = (count: number): number => Math.min(Math.max(Math.floor(SIZE / count), 1), LARGEST_CELL);
  const [across, down] = [cell(width), cell(levels)];
  const size = { width: across * width, height: down * levels };
  const pixels = Uint8Array.from(colours.flat());
  const image = await resized({ width, height: levels, pixels }, size, lines(size, across, down), 'nearest');
  return { image, ...size, caption: `${name}, ${levels} × ${width}` };
}

function coloursOf(code: Code): Colour[] {
  const values = Array.from(centred(code).values);
  const largest = values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  return values.map((value) => {
    if (Number.isNaN(value)) return UNSEEN;
    return mixed(MIDDLE, value < 0 ? NEGATIVE : POSITIVE, largest > 0 ? Math.abs(value) / largest : 0);
  });
}

const mixed = (from: Colour, to: Colour, share: number): Colour => {
  const channel = (i: number): number => Math.round(from[i] + share * (to[i] - from[i]));
  return [channel(0), channel(1), channel(2)];
};

/** White lines between cells that are large enough. */
function lines({ width, height }: { width: number; height: number }, across: number, down: number): string {
  const every = (step: number, length: number): number[] =>
    step < LINED_CELL ? [] : Array.from({ length: length / step - 1 }, (_, i) => (i + 1) * step);
  const vertical = every(across, width).map((x) => `M${x} 0V${height}`);
  const horizontal = every(down, height).map((y) => `M0 ${y}H${width}`);
  return `<path d="${[...vertical, ...horizontal].join('')}" stroke="white"/>`;
}
