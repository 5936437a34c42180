import { RlelError } from '../errors';

/** An RGB (or BGR) image: uint8 [height, width, 3], row-major. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A rectangle in a picture's pixels, which may reach over its edges; right and bottom are exclusive. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const wholeOf = ({ width, height }: DecodedImage): Region => ({ left: 0, top: 0, right: width, bottom: height });

/** What each output pixel of one axis is a weighted mean of. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: readonly Float64Array[];
}

/**
 * Cuts a region out and resizes it with a triangle filter that is widened when shrinking (Pillow's bilinear filter).
 * Beyond the picture's edges is black; each of the two passes rounds to whole grey levels, as Pillow does.
 * @param size [height, width] of the result.
 * @throws RlelError for an empty region.
 */
export function cropResize(picture: DecodedImage, region: Region, size: readonly [number, number]): Uint8Array {
  const { left, top, right, bottom } = region;
  if (!(right > left) || !(bottom > top)) {
    throw new RlelError(`cut-out ${left},${top}…${right},${bottom}: expected a region of positive width and height.`);
  }
  const [height, width] = size;
  const across = taps(left, right, width, picture.width);
  const down = taps(top, bottom, height, picture.height);
  const rows = new Uint8Array(picture.height * width * 3); // [H, width, 3]
  const firstRow = Math.max(Math.min(...down.first), 0);
  const lastRow = Math.min(
    down.first.reduce((last, first, i) => Math.max(last, first + down.weights[i].length), 0),
    picture.height,
  );
  for (let y = firstRow; y < lastRow; y++) {
    for (let x = 0; x < width; x++) {
      const weights = across.weights[x];
      const from = 3 * (y * picture.width + across.first[x]);
      let [r, g, b] = [0.5, 0.5, 0.5];
      for (let i = 0; i < weights.length; i++) {
        r += weights[i] * picture.pixels[from + 3 * i];
        g += weights[i] * picture.pixels[from + 3 * i + 1];
        b += weights[i] * picture.pixels[from + 3 * i + 2];
      }
      const to = 3 * (y * width + x);
      rows[to] = r;
      rows[to + 1] = g;
      rows[to + 2] = b;
    }
  }
  const result = new Uint8Array(height * width * 3);
  for (let y = 0; y < height; y++) {
    const weights = down.weights[y];
    for (let x = 0; x < 3 * width; x++) {
      let value = 0.5;
      for (let i = 0; i < weights.length; i++) value += weights[i] * rows[3 * width * (down.first[y] + i) + x];
      result[3 * width * y + x] = value;
    }
  }
  return result;
}

/** Pixels beyond the picture keep their weight but add nothing, so that they count as black. */
function taps(from: number, to: number, outputs: number, inputs: number): Taps {
  const scale = (to - from) / outputs;
  const support = Math.max(scale, 1);
  const first = new Int32Array(outputs);
  const weights = Array.from({ length: outputs }, (_, i) => {
    const centre = from + (i + 0.5) * scale;
    // A region that ends at the picture's edge takes its border pixels from inside, as Pillow does.
    const low = Math.max(Math.trunc(centre - support + 0.5), from >= 0 ? 0 : Number.NEGATIVE_INFINITY);
    const high = Math.min(Math.trunc(centre + support + 0.5), to <= inputs ? inputs : Number.POSITIVE_INFINITY);
    const all = Array.from({ length: Math.max(high - low, 1) }, (_, k) =>
      Math.max(0, 1 - Math.abs((low + k + 0.5 - centre) / support)),
    );
    const total = all.reduce((sum, weight) => sum + weight, 0) || 1;
    const start = Math.min(Math.max(-low, 0), all.length);
    const end = Math.max(Math.min(all.length, inputs - low), start);
    first[i] = Math.min(Math.max(low, 0), inputs);
    return Float64Array.from(all.slice(start, end), (weight) => weight / total);
  });
  return { first, weights };
}
