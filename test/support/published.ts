import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { hashed } from './hash';

/** A tensor of a fixture by some of its values; shape in PyTorch's order of axes. */
export interface Sampled {
  readonly shape: number[];
  readonly absmax: number;
  readonly at: number[];
  readonly values: number[];
}

export interface ForwardFixture {
  readonly formula: { readonly gain?: number };
  readonly state_dict: readonly [string, number[], string][];
  readonly outputs: any;
  readonly tolerance: {
    readonly eval_rel: number;
    readonly train_forward_rel: number;
    readonly train_grad_rel: number;
  };
}

export const readFixture = (name: string): ForwardFixture =>
  JSON.parse(readFileSync(path.join(__dirname, `../fixtures/${name}.json`), 'utf8'));

/** The values of each tensor of the fixture's state dictionary, from its formula. */
export function publishedState({ state_dict, formula }: ForwardFixture) {
  return state_dict.map(([name, shape, kind], layer) => {
    const count = shape.reduce((product, side) => product * side, 1);
    const scale = Math.sqrt(6 / (count / shape[0])) * (formula.gain ?? 1);
    const map: Record<string, (u: number) => number> = {
      w: (u) => (2 * u - 1) * scale,
      bias: (u) => (2 * u - 1) * 0.05,
      bnw: (u) => 0.75 + 0.5 * u,
      rm: (u) => (2 * u - 1) * 0.1,
      rv: (u) => 0.75 + 0.5 * u,
      code: (u) => u,
      zero: () => 0,
      arange: () => 0,
    };
    return { name, shape, values: hashed(count, layer, map[kind]) };
  });
}

/** OIHW → HWIO, [out, in] → [in, out]; others as they are. */
export function toOwnOrder(shape: readonly number[], values: Float32Array): tf.Tensor {
  return tf.tidy(() => {
    const tensor = tf.tensor(values, [...shape]);
    if (shape.length === 4) return tf.transpose(tensor, [2, 3, 1, 0]);
    return shape.length === 2 ? tf.transpose(tensor) : tensor;
  });
}

/** NHWC → NCHW, HWIO → OIHW, [in, out] → [out, in]. */
export const toPublishedOrder = (tensor: tf.Tensor, kind: 'map' | 'weight'): tf.Tensor => {
  if (tensor.rank === 4) return tf.transpose(tensor, kind === 'map' ? [0, 3, 1, 2] : [3, 2, 0, 1]);
  return tensor.rank === 2 && kind === 'weight' ? tf.transpose(tensor) : tensor;
};

/** Asserts that a tensor, in PyTorch's order, has the sampled values within `relative` of the largest one. */
export function expectSampled(name: string, tensor: tf.Tensor, want: Sampled, relative: number): void {
  const values = tensor.dataSync();
  expect(tensor.shape, name).toEqual(want.shape);
  want.at.forEach((at, i) => {
    expect(Math.abs(values[at] - want.values[i]), `${name}[${at}]`).toBeLessThanOrEqual(relative * want.absmax);
  });
}

/** The fixtures' images: 4u − 2 in NCHW, as NHWC. */
export function formulaImages(count: number, side: number): tf.Tensor4D {
  return tf.tidy(() => {
    const values = hashed(count * 3 * side * side, 9000, (u) => 4 * u - 2);
    return tf.transpose(tf.tensor4d(values, [count, 3, side, side]), [0, 2, 3, 1]);
  });
}
