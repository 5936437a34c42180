import { biasElu } from '../engine/activations';
import { tf } from '../engine/tensorflow';
import type { Random } from '../random/random';
import { type Parameter, type ParameterGroup, parameter } from './parameter';

/** PyTorch's default for linear and convolution layers: weights and bias ~ U(−1/√fan_in, 1/√fan_in). */
export function uniformTensor(shape: number[], fanIn: number, random: Random): tf.Tensor {
  const bound = 1 / Math.sqrt(fanIn);
  const values = new Float32Array(shape.reduce((size, side) => size * side, 1));
  for (let i = 0; i < values.length; i++) values[i] = random.uniform(-bound, bound);
  return tf.tensor(values, shape);
}

/** A fully connected layer and ELU: [K, inputs] → [K, outputs]. */
export class LinearElu {
  readonly parameters: Parameter[];

  constructor(name: string, inputs: number, outputs: number, random: Random) {
    this.parameters = [
      parameter(`${name}.weight`, 'weight', uniformTensor([inputs, outputs], inputs, random)),
      parameter(`${name}.bias`, 'bias', uniformTensor([outputs], inputs, random)),
    ];
  }

  apply(x: tf.Tensor2D): tf.Tensor2D {
    const [weight, bias] = this.parameters;
    return biasElu(tf.matMul(x, weight.variable as tf.Tensor2D), bias.variable);
  }
}

/** `count` fully connected layers side by side: [count, K, inputs] → [count, K, outputs]. */
export class LinearStack {
  readonly parameters: Parameter[];

  constructor(
    name: string,
    count: number,
    inputs: number,
    outputs: number,
    random: Random,
    groups: readonly [ParameterGroup, ParameterGroup] = ['head', 'head'],
  ) {
    this.parameters = [
      parameter(`${name}.weight`, groups[0], uniformTensor([count, inputs, outputs], inputs, random)),
      parameter(`${name}.bias`, groups[1], uniformTensor([count, 1, outputs], inputs, random)),
    ];
  }

  apply(x: tf.Tensor3D): tf.Tensor3D {
    const [weight, bias] = this.parameters;
    return tf.add(tf.matMul(x, weight.variable as tf.Tensor3D), bias.variable);
  }
}
