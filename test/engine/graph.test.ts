import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { computed } from '../../src/engine/graph/computed';
import { Program } from '../../src/engine/graph/program';
import { NotCompilable } from '../../src/engine/graph/recorder';
import { graphSetting } from '../../src/engine/graph/setting';
import { tf } from '../../src/engine/tensorflow';
import { inGraph } from '../support/inGraph';

const numbers = (...values: number[]): tf.Tensor1D => tf.tensor1d(values);
const variables: tf.Variable[] = [];
const variable = (...values: number[]): tf.Variable => {
  variables.push(tf.variable(numbers(...values)));
  return variables[variables.length - 1];
};
const original = process.env.TMPDIR;
afterEach(() => {
  for (const each of variables.splice(0)) each.dispose();
  if (original === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = original;
  delete process.env.RLEL_GRAPH;
});

/** A program with one call, on packs of variables. */
function program(
  packs: tf.Variable[][],
  shapes: number[][],
  body: (...inputs: tf.Tensor[]) => tf.Tensor[],
): { run(...inputs: tf.Tensor[]): number[][]; whole: Program } {
  const whole = new Program(packs);
  whole.define('call', shapes, body);
  whole.load();
  return {
    whole,
    run: (...inputs) => whole.run('call', inputs).map((output) => [...output.dataSync()]),
  };
}

const operations: [string, (x: tf.Tensor2D) => tf.Tensor][] = [
  ['arithmetic with broadcasting', (x) => tf.add(tf.mul(x, [1, 2, 3]), tf.scalar(4))],
  ['reductions', (x) => tf.concat([tf.sum(x, 0), tf.mean(x, 1), tf.max(x, -1)])],
  ['reductions that keep their axes', (x) => tf.sub(x, tf.sum(x, 1, true))],
  ['matrix products', (x) => tf.matMul(x, x, true, false)],
  [
    'slices, strides and joins',
    (x) => tf.concat([tf.slice(x, [0, 1], [-1, 2]), tf.stridedSlice(x, [0, 0], [2, 3], [1, 2])], 1),
  ],
  ['shapes', (x) => tf.tile(tf.expandDims(tf.transpose(tf.reshape(x, [3, -1])), -1), [1, 2, 1])],
  ['comparisons', (x) => tf.where(tf.greaterEqual(x, 0), x, tf.zerosLike(x))],
  ['parts', (x) => tf.addN(tf.unstack(x, 1))],
  ['operations that have no rule of their own', (x) => tf.cumsum(tf.reverse(tf.sin(x), 1), 1)],
  ['places of largest numbers', (x) => tf.cast(tf.argMax(x, 1), 'float32')],
];

test.each(operations)('%s: a graph gives what TensorFlow gives one by one', (_, compute) => {
  const x = tf.tensor2d([0.5, -1, 2, -0.25, 3, 1.5], [2, 3]);
  const [found] = inGraph([x], (input) => [compute(input as tf.Tensor2D)]);
  const wanted = compute(x);
  expect(found.shape).toEqual(wanted.shape);
  found.dataSync().forEach((value, i) => expect(value).toBeCloseTo(wanted.dataSync()[i], 6));
});

describe('variables', () => {
  test('live in the session: read as they were before the call, changed by it, packed or alone', () => {
    const [a, b, c] = [variable(1, 2), variable(3), variable(10, 20)];
    const { run, whole } = program([[a, b], [c]], [[2]], (x) => {
      const before = tf.add(a, c);
      a.assign(tf.add(a, x));
      c.assign(tf.mul(c, b));
      return [before];
    });
    expect(run(numbers(1, 1))).toEqual([[11, 22]]);
    expect(run(numbers(5, 5))).toEqual([[32, 63]]);
    expect([...a.dataSync()]).toEqual([1, 2]); // until they are pulled
    whole.pull();
    expect([a, b, c].map((each) => [...each.dataSync()])).toEqual([[7, 8], [3], [90, 180]]);
    tf.tidy(() => b.assign(numbers(2)));
    whole.push();
    run(numbers(0, 0));
    whole.pull();
    expect([...c.dataSync()]).toEqual([180, 360]);
    whole.dispose();
  });

  test('have their values after recording, and no tensor is left of it', () => {
    const a = variable(1, 2);
    const before = tf.memory().numTensors;
    const { run, whole } = program([[a]], [[2]], (x) => {
      a.assign(tf.add(a, x));
      return [x];
    });
    expect([...a.dataSync()]).toEqual([1, 2]);
    run(numbers(1, 1));
    whole.dispose();
    expect(tf.memory().numTensors).toBe(before + 2); // input and output
  });

  test('of others are not compiled', () => {
    const foreign = variable(1);
    expect(() => program([], [[1]], (x) => [tf.add(x, foreign)])).toThrow(NotCompilable);
  });
});

describe('what JavaScript does in a call', () => {
  test('numbers that it makes are inputs: made anew, in order, from the call’s own', () => {
    let draws = 0;
    const { run, whole } = program([], [[2]], (x) => {
      const doubled = computed([2], [x], (values) => Float32Array.from(values, (value) => 2 * value));
      const draw = computed([1], [], () => Float32Array.of(draws++));
      return [tf.add(doubled, draw)];
    });
    draws = 5;
    expect([run(numbers(1, 2)), run(numbers(3, 4))]).toEqual([[[7, 9]], [[12, 14]]]);
    whole.dispose();
  });

  test.each<[string, (x: tf.Tensor) => tf.Tensor, RegExp]>([
    ['reads a tensor', (x) => tf.scalar(x.dataSync()[0]), /JavaScript reads a tensor of the step/],
    ['makes other numbers each time', (x) => tf.mul(x, Math.random()), /gives Const other numbers from call to call/],
    [
      'computes with what the call has computed',
      (x) => computed([2], [tf.neg(x)], (values) => Float32Array.from(values)),
      /numbers are computed in JavaScript/,
    ],
  ])('that %s cannot be compiled, and says so', (_, compute, message) => {
    const before = tf.memory().numTensors;
    expect(() => program([], [[2]], (x) => [compute(x)])).toThrow(message);
    expect(() => program([], [[2]], (x) => [compute(x)])).toThrow(NotCompilable);
    expect(tf.memory().numTensors).toBe(before);
    expect([...tf.neg(numbers(3)).dataSync()]).toEqual([-3]); // operations are executed again
  });
});

test('without a place for its file it is not compilable', () => {
  process.env.TMPDIR = path.join(mkdtempSync(path.join(tmpdir(), 'rlel-')), 'nowhere');
  expect(() => program([], [[2]], (x) => [tf.neg(x)])).toThrow(NotCompilable);
});

test('sessions end, and no file is left', () => {
  process.env.TMPDIR = mkdtempSync(path.join(tmpdir(), 'rlel-'));
  const { whole } = program([], [[2]], (x) => [tf.neg(x)]);
  expect(readdirSync(process.env.TMPDIR)).toEqual([]);
  whole.dispose();
  expect(() => whole.run('call', [numbers(1, 2)])).toThrow('not loaded');
});

test('RLEL_GRAPH', () => {
  expect(graphSetting()).toBe(true);
  process.env.RLEL_GRAPH = '0';
  expect(graphSetting()).toBe(false);
  process.env.RLEL_GRAPH = 'no';
  expect(graphSetting).toThrow('RLEL_GRAPH=no: expected 1');
});
