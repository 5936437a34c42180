import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { belCode } from '../../src/encodings/bel';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { bitTransitionLoss } from '../../src/losses/bitTransition';
import { bceLoss, crossEntropyLoss } from '../../src/losses/crossEntropy';
import { argmaxLevel, expectedLevel } from '../../src/losses/decoding';
import { DECODING_STARTS, DecodingMatrix } from '../../src/losses/decodingMatrix';
import { encodingDistanceLoss } from '../../src/losses/encodingDistance';
import { type LossForm, rlelLoss, type Task } from '../../src/losses/rlel';
import { Random } from '../../src/random/random';

const TASKS: readonly Task[] = ['age', 'steering', 'pose', 'landmarks', 'regression'];

const uniform = (shape: number[]): tf.Tensor => {
  const random = Random.from(1, 'own training test', ...shape);
  const size = shape.reduce((product, side) => product * side);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.uniform(-1, 1)),
    shape,
  );
};

describe('the decoding matrix', () => {
  test.each(DECODING_STARTS)('start %s', (start) => {
    const matrix = new DecodingMatrix({ levels: 5, width: 3, outputs: 2, start, random: Random.from(7, 'd') });
    expect(matrix.variable.shape).toEqual([2, 3, 5]);
    expect(matrix.variable.trainable).toBe(true);
    const values = Array.from(matrix.variable.dataSync());
    const stream = Random.from(7, 'd');
    const unary = belCode('U', 5);
    const expected = Array.from({ length: 30 }, (_, i) => {
      if (start === 'uniform') return Math.fround(stream.uniform());
      if (start === 'normal') return Math.fround(stream.normal(0, 0.25));
      if (start === 'unary') return unary.values[(i % 5) * 5 + (Math.floor(i / 5) % 3)];
      return start === 'ones' ? 1 : 0;
    });
    expect(values).toEqual(expected);
    matrix.dispose();
  });

  test('codes wider than the unary code: the rest of D is 0', () => {
    const matrix = new DecodingMatrix({ levels: 2, width: 3, start: 'unary' });
    expect(Array.from(matrix.variable.dataSync())).toEqual([0, 1, 0, 0, 0, 0]);
    matrix.dispose();
  });

  test('predicts the level whose column a code fits best, or the expected one', () => {
    const matrix = new DecodingMatrix({ levels: 4, width: 4, start: 'unary' });
    const codes = tf.tensor2d([
      [9, 9, -9, -9],
      [-9, -9, -9, -9],
    ]);
    expect(Array.from(matrix.predict(codes, 'argmax').dataSync())).toEqual([2, 0]);
    const expected = expectedLevel(tf.matMul(codes, matrix.variable as tf.Tensor2D)).dataSync();
    expect(matrix.predict(codes).dataSync()).toEqual(expected);
    expect(matrix.predict(codes).shape).toEqual([2]);
    expect([matrix.width, matrix.levels, matrix.learningRateFactor]).toEqual([4, 4, 10]);
    matrix.dispose();
  });
});

describe('reduction', () => {
  test.each<LossForm>(['paper', 'published-code'])('mean is the sum over K, parts and gradients too: %s', (form) => {
    const [codes, decoding] = [uniform([2, 4, 3]), uniform([2, 3, 5])];
    const labels = tf.tensor2d([
      [0, 1, 2, 4],
      [3, 3, 1, 0],
    ]);
    const loss = (reduction: 'sum' | 'mean', z = codes, d = decoding) =>
      rlelLoss({
        ...{ codes: z as tf.Tensor3D, decoding: d as tf.Tensor3D, labels, alpha: 0.5, beta: 0.25 },
        ...{ form, task: 'age', reduction },
      });
    const [sum, mean] = [loss('sum'), loss('mean')];
    const values = ({ total, parts }: typeof sum) =>
      [total, parts.crossEntropy, parts.r1, parts.r2].map((one) => one.dataSync()[0]);
    values(mean).forEach((value, i) => expect(value).toBeCloseTo(values(sum)[i] / 4, 4));
    const gradients = (reduction: 'sum' | 'mean') =>
      tf
        .grads((z: tf.Tensor, d: tf.Tensor) => loss(reduction, z, d).total)([codes, decoding])
        .map((g) => g.dataSync());
    const [ofSum, ofMean] = [gradients('sum'), gradients('mean')];
    ofMean.forEach((gradient, i) => gradient.forEach((value, k) => expect(value).toBeCloseTo(ofSum[i][k] / 4, 5)));
  });
});

describe('outside of tf.tidy nothing is left but the results', () => {
  let before = 0;
  let inputs: tf.Tensor[] = [];
  beforeEach(() => {
    inputs = [uniform([4, 3]), uniform([3, 5]), tf.tensor1d([0, 1, 2, 4])];
    before = tf.memory().numTensors;
  });
  afterEach(() => tf.dispose(inputs));
  const left = (): number => tf.memory().numTensors - before;

  test.each(['sum', 'mean'] as const)('rlelLoss with reduction %s: four scalars', (reduction) => {
    const [codes, decoding, labels] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
    for (const form of ['paper', 'published-code'] as const) {
      for (const task of TASKS) {
        for (const [alpha, beta] of [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
        ]) {
          const { total, parts } = rlelLoss({ codes, decoding, labels, alpha, beta, form, task, reduction });
          expect(left(), `${form} ${task} ${alpha} ${beta}`).toBe(4);
          tf.dispose([total, ...Object.values(parts)]);
        }
      }
    }
  });

  test.each<[string, () => tf.Tensor]>([
    ['softTargets', () => softTargets(inputs[2], 5)],
    ['crossEntropyLoss', () => crossEntropyLoss(inputs[0], inputs[0])],
    ['bceLoss', () => bceLoss(inputs[0], inputs[0])],
    ['bitTransitionLoss', () => bitTransitionLoss(inputs[1] as tf.Tensor2D, 'squared-padded')],
    ['encodingDistanceLoss', () => encodingDistanceLoss(inputs[0] as tf.Tensor2D, inputs[2])],
    ['expectedLevel', () => expectedLevel(inputs[0])],
    ['argmaxLevel', () => argmaxLevel(inputs[0])],
  ])('%s: one tensor', (_, compute) => {
    compute().dispose();
    expect(left()).toBe(0);
  });

  test('DecodingMatrix: D, and what its methods return', () => {
    const matrix = new DecodingMatrix({ levels: 5, width: 3 });
    expect(left()).toBe(1);
    tf.dispose([matrix.scores(inputs[0]), matrix.predict(inputs[0]), matrix.predict(inputs[0], 'argmax')]);
    expect(left()).toBe(1);
    matrix.dispose();
    expect(left()).toBe(0);
  });

  test('a gradient step: nothing', () => {
    const [codes, , labels] = inputs as [tf.Tensor2D, tf.Tensor, tf.Tensor1D];
    const matrix = new DecodingMatrix({ levels: 5, width: 3 });
    const optimizer = tf.train.sgd(0.1);
    const decoding = matrix.variable;
    for (let step = 0; step < 3; step++) {
      const options = { codes, decoding, labels, alpha: 1, beta: 1, form: 'paper' as const };
      optimizer.minimize(() => rlelLoss(options).total, false, [decoding]);
    }
    optimizer.dispose();
    matrix.dispose();
    expect(left()).toBe(0);
  });
});
