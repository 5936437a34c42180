import type { Random } from '../random/random';

/**
 * The published steering augmentation of one image: mirrored with probability ½ (the angle is negated), HSV value
 * times U(0.2, 1.5), label noise N(0, 1°). HSV value is a pixel's largest channel, so scaling it at constant hue and
 * saturation scales the pixel; the result is clipped at 255 in value, as published.
 *
 * @param pixels uint8 [height, width, 3] at `from`.
 * @param into receives float32 [height, width, 3] at `at`, 0…255.
 * @returns the label, changed as the image was.
 */
export function augmentSteering(
  pixels: Uint8Array,
  from: number,
  [height, width]: readonly [number, number],
  angle: number,
  into: Float32Array,
  at: number,
  random: Random,
): number {
  const mirrored = random.uniform() < 0.5;
  const brightness = random.uniform(0.2, 1.5);
  const noise = random.normal();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const source = from + 3 * (y * width + x);
      const target = at + 3 * (y * width + (mirrored ? width - 1 - x : x));
      const value = Math.max(pixels[source], pixels[source + 1], pixels[source + 2]);
      const scale = value * brightness > 255 ? 255 / value : brightness;
      into[target] = pixels[source] * scale;
      into[target + 1] = pixels[source + 1] * scale;
      into[target + 2] = pixels[source + 2] * scale;
    }
  }
  return (mirrored ? -angle : angle) + noise;
}
