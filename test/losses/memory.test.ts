import { expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { LabelSpace } from '../../src/labels/labelSpace';
import { bitTransitionLoss } from '../../src/losses/bitTransition';
import { encodingDistanceLoss } from '../../src/losses/encodingDistance';
import { rlelLoss } from '../../src/losses/rlel';

test('R1 with its gradient, K = 64 and M = 700: the peak is far below a tensor of [K, K, M]', async () => {
  const codes = tf.randomNormal([64, 700], 0, 1, 'float32', 1) as tf.Tensor2D;
  const labels = tf.range(0, 64);
  const peak = async (r1: (z: tf.Tensor) => tf.Scalar) => {
    const before = tf.memory().numBytes;
    const { peakBytes } = await tf.profile(() => tf.grad(r1)(codes));
    return peakBytes - before;
  };
  const naive = (z: tf.Tensor): tf.Scalar => {
    const distances = tf.sum(tf.abs(tf.sub(tf.expandDims(z, 1), tf.expandDims(z, 0))), 2); // [K, K, M] → [K, K]
    const between = tf.abs(tf.sub(tf.expandDims(labels, 1), tf.expandDims(labels, 0)));
    return tf.sum(tf.relu(tf.sub(tf.mul(2, between), distances)));
  };
  const cube = 64 * 64 * 700 * 4;
  expect(await peak(naive)).toBeGreaterThan(cube);
  expect(await peak((z) => encodingDistanceLoss(z as tf.Tensor2D, labels))).toBeLessThan(cube / 10);
});

test('gradients of R1 and R2 agree with finite differences', () => {
  const z = tf.randomNormal([5, 4], 0, 1, 'float32', 2) as tf.Tensor2D;
  const labels = tf.tensor1d([0, 3, 1, 5, 9]);
  const check = (f: (x: tf.Tensor) => tf.Scalar, at: tf.Tensor) => {
    const gradient = tf.grad(f)(at).dataSync();
    const values = at.dataSync();
    values.forEach((value, i) => {
      const moved = (by: number) => {
        const copy = Float32Array.from(values);
        copy[i] = value + by;
        return f(tf.tensor(copy, at.shape)).dataSync()[0];
      };
      expect((moved(1e-2) - moved(-1e-2)) / 2e-2).toBeCloseTo(gradient[i], 1);
    });
  };
  check((x) => encodingDistanceLoss(x as tf.Tensor2D, labels), z);
  check((x) => bitTransitionLoss(x as tf.Tensor2D, 'squared'), z);
  check((x) => bitTransitionLoss(x as tf.Tensor2D, 'squared-padded'), z);
});

test('bad input', () => {
  const codes = tf.zeros([2, 3]) as tf.Tensor2D;
  const input = {
    codes,
    decoding: tf.zeros([3, 4]) as tf.Tensor2D,
    labels: tf.tensor1d([0, 1]),
    alpha: 0,
    beta: 0,
    form: 'paper' as const,
  };
  expect(() => rlelLoss({ ...input, alpha: -1 })).toThrow('alpha: -1');
  expect(() => rlelLoss({ ...input, beta: Number.NaN })).toThrow('beta: NaN');
  expect(() => rlelLoss({ ...input, decoding: tf.zeros([4, 4]) as tf.Tensor2D })).toThrow('do not fit');
  expect(() => encodingDistanceLoss(codes, tf.tensor1d([1]))).toThrow(
    'labels of codes [2,3]: a tensor of shape [1], expected a tensor [2]',
  );
});

test('LabelSpace: values to levels and back, halves to even, clamping, bad ranges', () => {
  const space = new LabelSpace([-10, 10], 11);
  expect([space.step, space.offset]).toEqual([2, 10]);
  expect(space.toValue(space.toLevel(3.7))).toBeCloseTo(3.7, 12);
  expect([-11, -9, -7, 9, 50].map((value) => space.quantize(value))).toEqual([0, 0, 2, 10, 10]);
  expect(LabelSpace.fromOffset(160, 700).range).toEqual([-160, 539]);
  expect(() => new LabelSpace([1, 1], 5)).toThrow('Label range 1,1');
  expect(() => new LabelSpace([0, 1], 1)).toThrow('Levels 1');
});
