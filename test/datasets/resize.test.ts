import { describe, expect, test } from 'vitest';
import { cropResize, type DecodedImage } from '../../src/datasets/resize';
import { hash01 } from '../support/hash';
import { readFixture } from '../support/published';

const fixture = readFixture('preprocess') as unknown as Record<
  'head_pose' | 'age',
  { image: string; resized_wh?: [number, number]; outputs: { at: number[]; values: number[] } }[]
> & { tolerance: { normalised_abs: number } };

/** "noise layer 210, 96x72 (h x w)" or "smooth 5, 480x640". */
function imageOf(name: string): DecodedImage {
  const [, kind, number, h, w] = /(noise layer|smooth) (\d+), (\d+)x(\d+)/.exec(name) as RegExpExecArray;
  const [height, width, k] = [Number(h), Number(w), Number(number)];
  const pixels = Uint8Array.from({ length: height * width * 3 }, (_, i) => {
    if (kind !== 'smooth') return Math.floor(256 * hash01(i, k));
    const [c, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    const value = 127.5 + 100 * Math.sin(0.05 * x + k + c) + 25 * Math.cos(0.11 * y - c);
    return Math.floor(Math.min(Math.max(value, 0), 255));
  });
  return { width, height, pixels };
}

const whole = ({ width, height }: DecodedImage) => ({ left: 0, top: 0, right: width, bottom: height });

/** A 224 × 224 window, standardised, in C × H × W order. */
function standardized(pixels: Uint8Array, width: number, top: number, left: number, mean: number[], std: number[]) {
  return (at: number): number => {
    const [c, y, x] = [Math.floor(at / (224 * 224)), Math.floor(at / 224) % 224, at % 224];
    return (pixels[3 * ((top + y) * width + left + x) + c] / 255 - mean[c]) / std[c];
  };
}

describe('resizing agrees with the published preprocessing', () => {
  test.each(fixture.head_pose)('head pose: $image', ({ image, resized_wh: size, outputs }) => {
    const picture = imageOf(image);
    const [width, height] = size as [number, number];
    const resized = cropResize(picture, whole(picture), [height, width]);
    const value = standardized(resized, width, 7, 3, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
    outputs.at.forEach((at, i) => {
      expect(Math.abs(value(at) - outputs.values[i])).toBeLessThanOrEqual(fixture.tolerance.normalised_abs);
    });
  });
  test.each(fixture.age)('age: $image', ({ image, outputs }) => {
    const picture = imageOf(image);
    const resized = cropResize(picture, whole(picture), [256, 256]);
    const value = standardized(resized, 256, 16, 16, [0.5958, 0.4637, 0.4065], [0.2693, 0.2409, 0.2352]);
    outputs.at.forEach((at, i) => {
      expect(Math.abs(value(at) - outputs.values[i])).toBeLessThanOrEqual(fixture.tolerance.normalised_abs);
    });
  });
});

describe('cut-outs', () => {
  const picture = { width: 4, height: 4, pixels: new Uint8Array(48).fill(200) };
  test('the same size is the same picture', () => {
    const pixels = Uint8Array.from({ length: 48 }, (_, i) => 5 * i);
    expect(cropResize({ ...picture, pixels }, whole(picture), [4, 4])).toEqual(pixels);
  });
  test('beyond the edges is black', () => {
    const result = cropResize(picture, { left: -4, top: 0, right: 4, bottom: 4 }, [4, 8]);
    const row = Array.from({ length: 8 }, (_, x) => result[3 * x]);
    expect(row).toEqual([0, 0, 0, 0, 200, 200, 200, 200]);
  });
  test('a region far away is all black; an empty one is refused', () => {
    const away = cropResize(picture, { left: 50, top: 50, right: 60, bottom: 60 }, [3, 3]);
    expect(away.every((value) => value === 0)).toBe(true);
    expect(() => cropResize(picture, { left: 2, top: 0, right: 2, bottom: 4 }, [3, 3])).toThrow('positive width');
  });
});
