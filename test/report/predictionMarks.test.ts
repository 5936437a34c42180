import { expect, test } from 'vitest';
import { groundPoint, WILD_VIEW } from '../../src/datasets/twins/renderRoad';
import { arcCurvature, steeringAngle } from '../../src/datasets/twins/road';
import { headAxes } from '../../src/report/headAxes';
import { halfWidthOf, intervalHalfWidth } from '../../src/report/predictionInterval';
import { kindOf, predictionMarks } from '../../src/report/predictionMarks';
import { valueScale } from '../../src/report/valueScale';
import { seeds, studyOf } from '../support/studies';

const SIZE = { width: 200, height: 200, scale: 2 };
/** Numbers of all attributes of that name, in their order. */
const attributes = (svg: string, name: string): number[] =>
  Array.from(svg.matchAll(new RegExp(` ${name}="([\\d.e-]+)"`, 'g')), ([, value]) => Number(value));

test('a head’s axes: positive yaw turns the nose to the left, pitch lifts it, roll turns clockwise', () => {
  for (const isTwin of [true, false]) {
    const axes = (yaw: number, pitch: number, roll: number) => headAxes({ yaw, pitch, roll }, isTwin);
    const close = (...values: number[]) => values.map((value) => expect.closeTo(value, 10));
    expect(axes(0, 0, 0)).toEqual({ right: close(1, 0), down: close(0, 1), front: close(0, 0) });
    expect(axes(90, 0, 0).front).toEqual(close(-1, 0));
    expect(axes(0, 30, 0).front).toEqual(close(0, -0.5));
    expect(axes(0, 0, 90).right).toEqual(close(0, 1));
  }
});

test('angles that are not a twin’s are drawn as Hopenet draws them', () => {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const angles = { yaw: 40, pitch: -25, roll: 15 };
  const [pitch, yaw, roll] = [radians(angles.pitch), -radians(angles.yaw), radians(angles.roll)];
  const { sin, cos } = Math;
  const { right, down, front } = headAxes(angles, false);
  expect([right[0], right[1], down[0], down[1], front[0], front[1]]).toEqual(
    [
      cos(yaw) * cos(roll),
      cos(pitch) * sin(roll) + cos(roll) * sin(pitch) * sin(yaw),
      -cos(yaw) * sin(roll),
      cos(pitch) * cos(roll) - sin(pitch) * sin(yaw) * sin(roll),
      sin(yaw),
      -cos(yaw) * sin(pitch),
    ].map((value) => expect.closeTo(value, 10)),
  );
});

test('an angle’s arc meets the middle of the road where the twins’ driver looks', () => {
  for (const [curvature, offset, heading] of [
    [0.01, 0.4, -0.02],
    [-0.03, 0, 0],
  ]) {
    const arc = arcCurvature(steeringAngle(curvature, offset, heading));
    expect((arc * 12 ** 2) / 2).toBeCloseTo(offset + heading * 12 + (curvature * 12 ** 2) / 2, 10);
  }
  const [column, row] = groundPoint(WILD_VIEW, 1, 10);
  expect([column, row]).toEqual([WILD_VIEW.width / 2 + 30, WILD_VIEW.horizon + 39]);
});

test('marks of each task: truth wider, below the prediction', () => {
  const marks = (benchmark: string, truth: number[], prediction: number[]) => {
    const [{ config }] = studyOf(seeds({ benchmark, method: 'rlel' }, [1])).runs;
    const sets = [
      { values: truth, colour: 'green' },
      { values: prediction, colour: 'orange' },
    ];
    return predictionMarks(kindOf(config), sets, SIZE);
  };
  const dots = marks('FLD1', [10, 20], [11, 23]);
  expect(attributes(dots, 'cx')).toEqual([20, 22]);
  expect(attributes(dots, 'cy')).toEqual([40, 46]);
  expect(['x1', 'y1', 'x2', 'y2'].flatMap((name) => attributes(dots, name))).toEqual([20, 40, 22, 46]);

  const heads = marks('LFH1', [90, 0, 0], [0, 0, 0]);
  expect(attributes(heads, 'cx')).toEqual([expect.closeTo(100 - 200 / 2.4, 8), 100]);
  const [truth, prediction] = Array.from(heads.matchAll(/stroke="(?:green|orange)" stroke-width="([\d.]+)"/g));
  expect(Number(truth[1])).toBeGreaterThan(Number(prediction[1]));

  const ends = Array.from(marks('PN', [-30], [30]).matchAll(/d="M.*?L([\d.]+) [\d.]+"/g), ([, x]) => Number(x));
  expect(ends[0]).toBeLessThan(100);
  expect(ends.at(-1)).toBeCloseTo(200 - ends[0], 8);
  expect(marks('AE1', [30], [40])).toBe('');
});

test('a value on a scale: the prediction with its interval, the truth; values beyond the scale at its end', () => {
  const size = { width: 224, height: 100 };
  const scale = { range: [0, 100], truth: 40, prediction: 50, halfWidth: 10 } as const;
  const svg = valueScale(scale, size); // 2 pixels a unit, from 12 on
  expect(attributes(svg, 'cx')).toEqual([112]);
  expect(attributes(svg, 'x1').at(-1)).toBe(92);
  expect(svg).toContain('<rect x="92" y="80" width="40"');
  expect(valueScale({ ...scale, halfWidth: null }, size)).not.toContain('fill-opacity="0.55"');
  expect(attributes(valueScale({ ...scale, prediction: 400 }, size), 'cx')).toEqual([212]);
});

test('nine in ten: the quantile of validation errors, none of too few', () => {
  expect(halfWidthOf(Array.from({ length: 19 }, (_, i) => 19 - i))).toBe(18);
  expect(halfWidthOf([3, 1, 2, 4, 5, 6, 7, 8, 9])).toBe(9);
  expect(halfWidthOf([1, 2, 3, 4])).toBeNull();
  const [run] = studyOf(seeds({ benchmark: 'AE1', method: 'rlel' }, [2])).runs;
  expect(intervalHalfWidth(run)).toBeNull(); // a validation set of 4
});
