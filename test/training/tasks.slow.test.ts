import { describe, expect, test } from 'vitest';
import { WARP_MARGIN } from '../../src/datasets/dataset';
import { mirrorOf } from '../../src/datasets/layouts/mirror';
import { Random } from '../../src/random/random';
import { centreCrop, cropMirrorPose, type Pixels, randomCrop, warpFace } from '../../src/training/augmentation';
import { fromGrid, GRID, toGrid } from '../../src/training/labelGrid';
import { TASKS } from '../../src/training/tasks';
import { readFixture } from '../support/published';

interface CoordinateMap {
  inputs: { coords: number[][]; center: [number, number]; scale: number; rot: number; pts: number[][] };
  outputs: { decode_preds_image_xy: number[][]; label_tpts_of_pts: number[][] };
}

describe('coordinates', () => {
  const { coordinate_maps: maps } = readFixture('metrics') as unknown as { coordinate_maps: CoordinateMap[] };
  const plain = maps.filter(({ inputs }) => inputs.rot === 0);

  test('truncated, they agree with the published code: image → grid and back', () => {
    expect(plain.length).toBeGreaterThan(1);
    for (const { inputs, outputs } of plain) {
      const crop = { centre: inputs.center, side: 200 * inputs.scale };
      expect(inputs.pts.map((point) => toGrid(point, { crop }, true))).toEqual(outputs.label_tpts_of_pts);
      expect(fromGrid(inputs.coords.flat(), { crop }, true)).toEqual(outputs.decode_preds_image_xy.flat());
    }
  });

  test('exact, there and back is where one started', () => {
    const face = { crop: { centre: [5, 7], side: 80 } as const };
    for (const value of [-3.7, 0, 12.25]) {
      expect(fromGrid(toGrid([value, value], face, false), face, false)).toEqual([
        expect.closeTo(value, 10),
        expect.closeTo(value, 10),
      ]);
    }
    expect(toGrid([5, 7], face, false)).toEqual([GRID / 2, GRID / 2]);
  });
});

describe('errors', () => {
  test('NME per image agrees with the published code, in %', () => {
    const { nme } = readFixture('metrics') as unknown as {
      nme: {
        landmarks: number;
        inputs: { gt: number[][][]; pred: number[][][] };
        outputs: { nme_per_image: number[] };
      }[];
    };
    for (const { landmarks, inputs, outputs } of nme.filter((entry) => entry.landmarks !== 19)) {
      inputs.gt.forEach((truth, i) => {
        const error = TASKS.landmarks.error(inputs.pred[i].flat(), truth.flat());
        expect(Math.abs(error / 100 - outputs.nme_per_image[i]), `${landmarks}`).toBeLessThan(1e-4);
      });
    }
  });

  test('landmarks of another count: over the size of the box around them', () => {
    // 3 and 4 pixels off over three points; a box of 2 × 8
    expect(TASKS.landmarks.error([3, 0, 2, 12, 0, 8], [0, 0, 2, 8, 0, 8])).toBeCloseTo((100 * 7) / 3 / 4, 10);
    expect(() => TASKS.landmarks.error([1, 2], [1, 2])).toThrow('lie on a line');
  });

  test('pose: the mean of three absolute errors, not wrapped; age: CS@5', () => {
    expect(TASKS.pose.error([1, 2, 200], [0, 0, -100])).toBeCloseTo(101, 10);
    expect(TASKS.age.extras([0, 5, 5.1, 9])).toEqual({ 'CS@5': 0.5 });
    expect(TASKS.landmarks.extras([1, 9, 11])).toEqual({ 'FR@8%': 2 / 3, 'FR@10%': 1 / 3 });
  });
});

/** A decoded image whose red tells the column and whose green tells the row. */
function pixels(source: number, size: number): Pixels {
  const image = new Uint8Array(source * source * 3);
  for (let i = 0; i < source * source; i++) {
    image[3 * i] = i % source;
    image[3 * i + 1] = Math.floor(i / source);
  }
  return {
    source: image,
    from: 0,
    sourceSize: [source, source],
    into: new Float32Array(size * size * 3),
    at: 0,
    size: [size, size],
  };
}

describe('crops', () => {
  test('the centre; a random window lies inside, and differs from draw to draw', () => {
    const centre = pixels(10, 6);
    centreCrop(centre);
    expect([...centre.into.slice(0, 2)]).toEqual([2, 2]);
    const corners = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const window = pixels(10, 6);
      randomCrop(window, Random.from(seed));
      corners.add(window.into.slice(0, 2).join());
      expect(Math.max(...window.into)).toBeLessThanOrEqual(9);
    }
    expect(corners.size).toBeGreaterThan(10);
  });

  test('pose: mirrored images have yaw and roll negated, and about half are mirrored', () => {
    let mirrored = 0;
    for (let seed = 0; seed < 60; seed++) {
      const window = pixels(6, 6);
      const [yaw, pitch, roll] = cropMirrorPose(window, [10, 20, 30], Random.from(seed));
      expect(pitch).toBe(20);
      expect(Math.sign(yaw)).toBe(Math.sign(roll));
      const falls = window.into[0] > window.into[15]; // red falls from left to right
      expect(falls).toBe(yaw < 0);
      mirrored += Number(falls);
    }
    expect(mirrored).toBeGreaterThan(18);
    expect(mirrored).toBeLessThan(42);
  });
});

describe('landmark warp', () => {
  const side = 64;
  /** A dot at each point, to be found again after the warp. */
  function dotted(points: readonly number[]): Pixels {
    const source = Math.round(WARP_MARGIN * side);
    const blank = pixels(source, side);
    blank.source.fill(0);
    for (let i = 0; i < points.length / 2; i++) {
      const [x, y] = [points[2 * i], points[2 * i + 1]].map((value) => Math.round(value + (source - side) / 2));
      for (const [dx, dy] of [
        [0, 0],
        [-1, 0],
        [0, -1],
        [-1, -1],
      ]) {
        blank.source[3 * ((y + dy) * source + x + dx)] = 200;
      }
    }
    return blank;
  }
  const crop = { centre: [side / 2, side / 2] as const, side };

  test('without augmentation points keep their place', () => {
    expect(warpFace(pixels(112, side), [16, 48], crop, [0], null)).toEqual([64, 192]);
  });

  test('labels move as the pixels do: scaled, rotated and mirrored', () => {
    for (let seed = 0; seed < 30; seed++) {
      const point = [20, 26];
      const image = dotted(point);
      const [x, y] = warpFace(image, point, crop, [0], Random.from(seed)).map((value) => (value * side) / GRID);
      let [best, at] = [-1, [0, 0]];
      for (let i = 0; i < side * side; i++) {
        if (image.into[3 * i] > best) [best, at] = [image.into[3 * i], [(i % side) + 0.5, Math.floor(i / side) + 0.5]];
      }
      expect(Math.hypot(at[0] - x, at[1] - y), `seed ${seed}`).toBeLessThan(1.5);
    }
  });

  test('mirrored faces keep the landmarks’ order: the left eye stays left', () => {
    const points = Array.from({ length: 136 }, (_, i) => (i % 2 === 0 ? 10 + (i * 40) / 136 : 30));
    const seeds = Array.from({ length: 30 }, (_, seed) => seed);
    const outcomes = seeds.map((seed) => warpFace(pixels(112, side), points, crop, mirrorOf(68), Random.from(seed)));
    const leftmost = outcomes.map((grid) => grid[0] < grid[32]); // jaw's first point and its 17th
    expect(leftmost.every((left) => left)).toBe(true);
  });
});
