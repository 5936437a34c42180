import { describe, expect, test } from 'vitest';
import { belCode } from '../../src/encodings/bel';
import { codeNamed, registerCode } from '../../src/encodings/registry';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { crossEntropyLoss } from '../../src/losses/crossEntropy';
import { fixedCodeHead } from '../../src/methods/fixedCode';
import type { Head, HeadContext } from '../../src/methods/method';
import { allMethodNames, controlNames, methodNamed, methodNames, registerMethod } from '../../src/methods/registry';
import { Random } from '../../src/random/random';

/** The head of a method's first candidate, for two outputs of four levels. */
function headOf(name: string, options: Record<string, unknown> = {}, change: Partial<HeadContext> = {}): Head {
  const method = methodNamed(name);
  const context: HeadContext = {
    levels: 4,
    outputs: 2,
    task: 'steering',
    options,
    seed: 1,
    random: Random.from(1, 'head'),
    trainLevels: Float32Array.of(0, 1, 2, 3, 1, 1, 1, 1), // means 1.5 and 1, deviations √1.25 and none
    ...change,
  };
  return method.head(method.candidates(options)[0], context);
}

const codes = (...outputs: number[][][]) => tf.tensor3d(outputs);
const levels = (...outputs: number[][]) => tf.tensor2d(outputs);
const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
const near = (...values: number[]) => values.map((value) => expect.closeTo(value, 5));

test('the seven methods, in the order of the tables, and the controls; heads are as wide as their options ask for', () => {
  expect(methodNames()).toEqual(['direct', 'multiclass', 'sa', 'ae', 'lel', 'bel', 'rlel']);
  expect(controlNames()).toEqual(['multiclass-soft', 'fixed-ce', 'frozen']);
  const widths = new Map(allMethodNames().map((name) => [name, headOf(name).width]));
  expect([...widths.keys()]).toEqual([...methodNames(), ...controlNames()]);
  for (const [name, width] of widths) expect(width, name).toBe(name === 'direct' ? 1 : 4);
  for (const name of ['sa', 'ae', 'lel', 'rlel', 'frozen']) expect(headOf(name, { width: 7 }).width).toBe(7);
});

test('names are unique, and an unknown one is told those there are', () => {
  expect(() => registerMethod(methodNamed('direct'))).toThrow('direct');
  expect(() => methodNamed('knn')).toThrow('direct, multiclass, sa, ae, lel, bel, rlel');
});

test('options are checked by the method’s schema', () => {
  expect(() => headOf('rlel', { alpha: -1 })).toThrow('alpha');
  expect(() => headOf('lel', { alpha: 0 })).toThrow('alpha');
  expect(() => headOf('bel', { families: ['Q'] })).toThrow('families');
});

describe('direct regression', () => {
  test('predicts levels: the output, with the training labels’ deviation and mean', () => {
    const predicted = headOf('direct').predict(codes([[0], [1]], [[0], [-2]]));
    expect(numbers(predicted)).toEqual(near(1.5, 1.5 + Math.sqrt(1.25), 1, -1));
  });

  test('L1 and L2 of the standardised error', () => {
    const z = codes([[0], [1]], [[0], [2]]);
    const y = levels([1.5, 1.5], [1, 1]);
    expect(numbers(headOf('direct').loss(z, y).total)).toEqual(near((0 + 1 + 0 + 2) / 4));
    expect(numbers(headOf('direct', { loss: 'l2' }).loss(z, y).total)).toEqual(near((0 + 1 + 0 + 4) / 4));
    const sum = headOf('direct', { reduction: 'sum' });
    expect(numbers(sum.loss(z, y).total)).toEqual(near(0 + 1 + 0 + 2));
  });
});

test('multiclass: cross-entropy on the nearest level; the expected level, or the likeliest', () => {
  const z = codes([[0, Math.log(3), 0, 0]], [[0, 0, 0, Math.log(5)]]);
  const head = headOf('multiclass');
  // 1.4 is nearest to level 1 (3 of 6), 9 to level 3 (5 of 8)
  expect(numbers(head.loss(z, levels([1.4], [9])).total)).toEqual(near(Math.log(2) + Math.log(8 / 5)));
  expect(numbers(head.predict(z))).toEqual(near((0 + 3 + 2 + 3) / 6, (0 + 1 + 2 + 15) / 8));
  expect(numbers(headOf('multiclass', { decoder: 'argmax' }).predict(z))).toEqual([1, 3]);
});

/** φ_0(0) of two levels, 1/(1 + 1/e), and the cross-entropy on φ(0) of the scores 0 and log 3. */
const PHI = 1 / (1 + Math.exp(-1));
const BY_HAND = Math.log(4) - (1 - PHI) * Math.log(3);

test('multiclass-soft: cross-entropy on φ', () => {
  const head = headOf('multiclass-soft', {}, { levels: 2, outputs: 1 });
  expect(numbers(head.loss(codes([[0, Math.log(3)]]), levels([0])).total)).toEqual(near(BY_HAND));
  expect(numbers(head.predict(codes([[0, Math.log(3)]])))).toEqual(near(3 / 4));
  const z = codes([[0.3, -1, 2, 0]], [[1, 0, -0.5, 4]]);
  const y = levels([0.7], [2.5]);
  const wanted = crossEntropyLoss(z, softTargets(y, 4));
  expect(numbers(headOf('multiclass-soft').loss(z, y).total)).toEqual(numbers(wanted));
});

describe('fixed codes', () => {
  const unary = fixedCodeHead(belCode('U', 4), { decoder: 'argmax' }); // 0000, 1000, 1100, 1110

  test('binary cross-entropy against the nearest level’s code', () => {
    const logit = Math.log(3); // probability 3/4
    const { total } = unary.loss(codes([[logit, -logit, -logit, -logit]]), levels([1.2]));
    expect(numbers(total)).toEqual(near(4 * Math.log(4 / 3)));
  });

  test('scores are logits · codeᵀ', () => {
    expect(
      numbers(
        unary.predict(
          codes([
            [1, 2, -5, 9],
            [-1, -1, -1, -1],
            [1, 1, 1, 1],
          ]),
        ),
      ),
    ).toEqual([2, 0, 3]);
  });

  test('BEL tries each family with each loss; SA and AE find the same code for the same seed', () => {
    expect(methodNamed('bel').candidates({ families: ['J', 'HAD'] })).toEqual(['J', 'J-ce', 'HAD', 'HAD-ce']);
    expect(methodNamed('bel').candidates({ losses: ['bce'] })).toEqual(['U', 'J', 'B1JDJ', 'B2JDJ', 'HEXJ', 'HAD']);
    for (const name of ['sa', 'ae']) {
      const [first, again, other] = [1, 1, 2].map((seed) => headOf(name, { width: 6 }, { seed, levels: 8 }).encoding);
      expect(first).toEqual(again);
      expect(first).toMatchObject({ levels: 8, width: 6 });
      expect(other).not.toEqual(first);
    }
  });
});

describe('a fixed code by cross-entropy of its scores', () => {
  const z = codes(
    [
      [1, -2, 0.5, 0],
      [0, 3, 1, -1],
    ],
    [
      [0.2, 0, 0, 1],
      [-1, 1, 2, 0.5],
    ],
  );
  const y = levels([0.4, 3], [1, 1.5]);
  /** The loss with its gradient in the codes, and the predictions. */
  const judged = (head: Head) => {
    const { value, grad } = tf.valueAndGrad((codes) => head.loss(codes as tf.Tensor3D, y).total)(z);
    return [...numbers(value), ...numbers(grad), ...numbers(head.predict(z))];
  };

  test('by hand', () => {
    const head = headOf('fixed-ce', {}, { levels: 2, outputs: 1 }); // codes 00 and 10: scores 0 and Ẑ_0
    expect(numbers(head.loss(codes([[Math.log(3), 9]]), levels([0])).total)).toEqual(near(BY_HAND));
  });

  test('is LEL with that code as a decoding matrix that stays', () => {
    const fixed = judged(headOf('fixed-ce'));
    expect(fixed).toEqual(judged(headOf('frozen', { decodingInit: 'unary' })));
    expect(fixed).toEqual(judged(headOf('lel', { decodingInit: 'unary' })));
  });

  test('any code: a family, or what SA and AE find; those are trained so too', () => {
    for (const family of ['J', 'HAD']) {
      const head = headOf('fixed-ce', { code: family });
      expect(head.encoding).toEqual(codeNamed(family, 4));
    }
    for (const name of ['sa', 'ae']) {
      const head = headOf('fixed-ce', { code: name });
      expect(head.encoding).toEqual(headOf(name).encoding);
      expect(judged(head)).toEqual(judged(headOf(name, { loss: 'ce' })));
      expect(judged(head)).not.toEqual(judged(headOf(name)));
    }
    expect(judged(headOf('bel', { losses: ['ce'] }))).toEqual(judged(headOf('fixed-ce')));
    expect(() => headOf('fixed-ce', { code: 'Q' })).toThrow('no code "Q": expected of U, J');
  });

  test('a code of one’s own cannot be named as a candidate or a searched code', () => {
    for (const name of ['U-ce', 'sa']) {
      expect(() => registerCode({ name, build: (n) => belCode('U', n) })).toThrow('Choose another name');
    }
  });
});

describe('learned encodings', () => {
  const decoding = (name: string, options: Record<string, unknown>) => {
    const [d] = headOf(name, options).parameters;
    return { shape: d.variable.shape, values: numbers(d.variable), group: d.group };
  };

  test('D is a parameter of its own, a matrix an output, with each of the starts', () => {
    const { shape, values, group } = decoding('lel', { width: 3 });
    expect([shape, group]).toEqual([[2, 3, 4], 'decoding']);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(new Set(values).size).toBe(24);
    expect(decoding('lel', { decodingInit: 'zeros' }).values).toEqual(Array(32).fill(0));
    expect(decoding('rlel', { decodingInit: 'ones' }).values).toEqual(Array(32).fill(1));
    const unary = decoding('rlel', { decodingInit: 'unary' }).values.slice(0, 16);
    expect(unary).toEqual([0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0]); // [M, N]: bit m is set above level m
  });

  test('predicts the expected level of softmax(Ẑ·D)', () => {
    const head = headOf('lel', { decodingInit: 'unary', decoder: 'argmax' }, { outputs: 1 });
    expect(
      numbers(
        head.predict(
          codes([
            [1, 1, -1, 0],
            [-1, 0, 0, 0],
          ]),
        ),
      ),
    ).toEqual([2, 0]);
  });

  test('RLEL’s loss is LEL’s with α·R2 + β·R1', () => {
    const options = { decodingInit: 'unary' };
    const z = codes(
      [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
      [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    );
    const y = levels([0, 3], [1, 1]);
    const plain = numbers(headOf('lel', options).loss(z, y).total)[0];
    const regularized = headOf('rlel', { ...options, alpha: 2, beta: 0.5, form: 'paper' }).loss(z, y);
    // R2: three bits change once in each of two matrices; R1: the pair that is 3 apart, twice, 2·3 each
    expect(numbers(regularized.parts.r2)).toEqual([6]);
    expect(numbers(regularized.parts.r1)).toEqual([12]);
    expect(numbers(regularized.total)).toEqual(near(plain + 2 * 6 + 0.5 * 12));
  });
});
