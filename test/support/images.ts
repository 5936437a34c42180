import sharp from 'sharp';

/** R, G, B of each pixel. */
export interface RawImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Decodes an image's file or bytes. */
export async function rawImage(image: string | Buffer): Promise<RawImage> {
  const { data, info } = await sharp(image).toColourspace('srgb').removeAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  return { width: info.width, height: info.height, data };
}

export const pixel = ({ width, data }: RawImage, x: number, y: number): number[] => [
  ...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];

/** The different colours there are. */
export function colours({ data }: RawImage): Set<number> {
  const found = new Set<number>();
  for (let i = 0; i < data.length; i += 3) found.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return found;
}

/** Mean |a − b| over pixels and channels, grey levels; of images of one size. */
export function meanDifference(a: RawImage, b: RawImage): number {
  if (a.width !== b.width || a.height !== b.height) throw new Error('images of different sizes');
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / a.data.length;
}
