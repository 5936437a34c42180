import type { DecodedImage } from '../resize';

/** Share of a frame's rows, from the top, that are cut away: 70 of 256 in the published code. */
const SKY = 70 / 256;

/** A frame as published: rows below the sky, bilinear to `size` [height, width], channels in B, G, R order. */
export function prepareFrame({ pixels, width, height }: DecodedImage, size: readonly [number, number]): Uint8Array {
  const top = Math.round(height * SKY);
  const result = resizeBilinear(pixels.subarray(top * width * 3), [height - top, width], size);
  for (let i = 0; i < result.length; i += 3) {
    const red = result[i];
    result[i] = result[i + 2];
    result[i + 2] = red;
  }
  return result;
}

/**
 * Bilinear resize with pixel centres at halves and no smoothing before shrinking, rounded to the nearest grey level
 * (OpenCV's default, which the published code uses).
 * @param source uint8 [h, w, 3] row-major.
 */
export function resizeBilinear(
  source: Uint8Array,
  [h, w]: readonly [number, number],
  [outH, outW]: readonly [number, number],
): Uint8Array {
  const result = new Uint8Array(outH * outW * 3);
  for (let y = 0; y < outH; y++) {
    const sy = Math.min(Math.max(((y + 0.5) * h) / outH - 0.5, 0), h - 1);
    const y0 = Math.floor(sy);
    const y1 = Math.min(y0 + 1, h - 1);
    const fy = sy - y0;
    for (let x = 0; x < outW; x++) {
      const sx = Math.min(Math.max(((x + 0.5) * w) / outW - 0.5, 0), w - 1);
      const x0 = Math.floor(sx);
      const x1 = Math.min(x0 + 1, w - 1);
      const fx = sx - x0;
      for (let c = 0; c < 3; c++) {
        const at = (yy: number, xx: number): number => source[(yy * w + xx) * 3 + c];
        const upper = at(y0, x0) * (1 - fx) + at(y0, x1) * fx;
        const lower = at(y1, x0) * (1 - fx) + at(y1, x1) * fx;
        result[(y * outW + x) * 3 + c] = Math.round(upper * (1 - fy) + lower * fy);
      }
    }
  }
  return result;
}
