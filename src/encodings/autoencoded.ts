import { tf } from '../engine/tensorflow';
import { requireInteger, requireNumber, requireOneOf, requireOptions } from '../input/check';
import { softTargets } from '../labels/softTargets';
import { Random } from '../random/random';
import { checkSize } from './annealed';
import type { BinaryCode } from './code';
import { makeRowsDistinct } from './distinctRows';

export const CODE_INPUTS = ['similarities', 'label'] as const;
/**
 * What the autoencoder sees of a level:
 * - `similarities`: its similarities to all levels, which it gives again through a layer of bits (Cissé, Artières &
 *   Gallinari 2012, for classes); as similarities of levels stand the soft targets φ, those of the loss;
 * - `label`: its place in [−1, 1], of which the bits are to tell φ. Codes come out near to unary ones.
 */
export type CodeInput = (typeof CODE_INPUTS)[number];

/** What is searched for, and how; all but the size and the seed has a default. */
export interface AutoencoderOptions {
  readonly levels: number;
  /** M; N by default. */
  readonly width?: number;
  readonly seed: number;
  readonly input?: CodeInput;
  /** Width of the hidden layers, which `label` has. */
  readonly hidden?: number;
  readonly steps?: number;
  /** Standard deviation of the noise on the code's logits while training: it drives bits to saturate. */
  readonly noise?: number;
}

/**
 * A code found by an autoencoder of the levels (AE).
 * - `similarities`: φ of a level → M logits (+ noise) → sigmoid → N numbers, squared error to φ.
 * - `label`: label in [−1, 1] → tanh layer → M logits (+ noise) → sigmoid → ReLU layer → N scores, cross-entropy on φ.
 *
 * Bits are the sigmoids above ½. Levels that end with the same code are told apart by flipping the least certain bits of
 * the later one. The paper names the method but gives no architecture: similarities, noise and steps are this kit's choice.
 * @throws RlelError for sizes that hold no code of N distinct rows, or an option that cannot be.
 */
export function autoencodedCode(options: AutoencoderOptions): BinaryCode {
  const optional = ['width', 'input', 'hidden', 'steps', 'noise'];
  requireOptions(options, 'autoencodedCode: options', ['levels', 'seed'], optional);
  const { levels, width = levels, seed, input = 'similarities', hidden = 64, steps = 400, noise = 2 } = options;
  checkSize('autoencodedCode', levels, width);
  requireInteger(seed, 'autoencodedCode: seed', 0);
  requireOneOf(input, 'autoencodedCode: input', CODE_INPUTS);
  requireInteger(hidden, 'autoencodedCode: hidden', 1);
  requireInteger(steps, 'autoencodedCode: steps', 0);
  requireNumber(noise, 'autoencodedCode: noise', 0);
  const random = Random.from(seed, 'ae', levels, width, ...(input === 'label' ? [] : [input]));
  const { variables, constants, logits, loss } =
    input === 'label' ? ofLabels(levels, width, hidden, random) : ofSimilarities(levels, width, noise, random);
  const optimizer = tf.train.adam(0.01);
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const jitter = tf.tensor2d(normals(levels * width, noise, random), [levels, width]);
      const minimised = () => loss(tf.sub(tf.mul(tf.sigmoid(tf.add(logits(), jitter)), 2), 1));
      optimizer.minimize(minimised, false, variables);
    });
  }
  const certainty = tf.tidy(() => logits().dataSync());
  optimizer.dispose();
  tf.dispose([...variables, ...constants]);
  const bits = Uint8Array.from(certainty, (logit) => (logit > 0 ? 1 : 0));
  makeRowsDistinct(bits, levels, width, (n) =>
    Array.from({ length: width }, (_, m) => m).sort(
      (a, b) => Math.abs(certainty[n * width + a]) - Math.abs(certainty[n * width + b]),
    ),
  );
  return { levels, width, values: bits };
}

interface Autoencoder {
  readonly variables: tf.Variable[];
  readonly constants: readonly tf.Tensor[];
  /** [N, M]. */
  logits(): tf.Tensor2D;
  /** @param code [N, M] in (−1, 1). */
  loss(code: tf.Tensor2D): tf.Scalar;
}

/** φ of each level, [N, N]. */
const similarities = (levels: number): tf.Tensor2D =>
  tf.tidy(() => softTargets(tf.range(0, levels), levels)) as tf.Tensor2D;

function ofLabels(levels: number, width: number, hidden: number, random: Random): Autoencoder {
  // The first layer is steep and shifted, so that its units switch at different places of the label range.
  const encode = { in: matrix(2, hidden, 6, random), out: matrix(hidden, width, 2, random) };
  const decode = { in: matrix(width, hidden, 1, random), out: matrix(hidden, levels, 1, random) };
  const inputs = tf.tensor2d(
    Array.from({ length: levels }, (_, n) => [(2 * n) / (levels - 1) - 1, 1]), // the label and a bias
  );
  const targets = similarities(levels);
  return {
    variables: [encode.in, encode.out, decode.in, decode.out],
    constants: [inputs, targets],
    logits: () => tf.matMul(tf.tanh(tf.matMul(inputs, encode.in)), encode.out),
    loss(code) {
      const scores = tf.matMul(tf.relu(tf.matMul(code, decode.in)), decode.out); // [N, N]
      return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(scores)), 1))) as tf.Scalar;
    },
  };
}

function ofSimilarities(levels: number, width: number, noise: number, random: Random): Autoencoder {
  // φ of a level has a norm of about ½: logits start as large as the noise. Each φ sums to 1: it needs no bias.
  const encode = matrix(levels, width, 2 * noise * Math.sqrt(levels), random);
  const decode = matrix(width, levels, 1, random);
  const inputs = similarities(levels);
  return {
    variables: [encode, decode],
    constants: [inputs],
    logits: () => tf.matMul(inputs, encode),
    loss: (code) => tf.mean(tf.sum(tf.square(tf.sub(tf.matMul(code, decode), inputs)), 1)) as tf.Scalar,
  };
}

/** Weights [inputs, outputs] ~ N(0, gain²/inputs). */
const matrix = (inputs: number, outputs: number, gain: number, random: Random): tf.Variable & tf.Tensor2D =>
  tf.tidy(() =>
    tf.variable(tf.tensor2d(normals(inputs * outputs, gain / Math.sqrt(inputs), random), [inputs, outputs])),
  ) as tf.Variable & tf.Tensor2D;

/** Normal deviates, by Box-Muller with both of a pair used. */
function normals(count: number, std: number, random: Random): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = std * Math.sqrt(-2 * Math.log(1 - random.uniform()));
    const angle = 2 * Math.PI * random.uniform();
    values[i] = radius * Math.cos(angle);
    if (i + 1 < count) values[i + 1] = radius * Math.sin(angle);
  }
  return values;
}
