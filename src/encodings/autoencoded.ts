import { tf } from '../engine/tensorflow';
import { requireInteger, requireNumber, requireOptions } from '../input/check';
import { softTargets } from '../labels/softTargets';
import { Random } from '../random/random';
import { checkSize } from './annealed';
import type { BinaryCode } from './code';
import { makeRowsDistinct } from './distinctRows';

/** What is searched for, and how; all but the size and the seed has a default. */
export interface AutoencoderOptions {
  readonly levels: number;
  /** M; N by default. */
  readonly width?: number;
  readonly seed: number;
  /** Width of the hidden layers. */
  readonly hidden?: number;
  readonly steps?: number;
  /** Standard deviation of the noise on the code's logits while training: it drives bits to saturate. */
  readonly noise?: number;
}

/**
 * A code found by an autoencoder of the labels (AE): label in [−1, 1] → tanh layer → M logits (+ noise) → sigmoid →
 * ReLU layer → N scores, cross-entropy on the soft targets φ; bits are the sigmoids above ½. Levels that end with the
 * same code are told apart by flipping the least certain bits of the later one. The paper names the method but gives
 * no architecture: all of this is the kit's choice.
 * @throws RlelError for sizes that hold no code of N distinct rows, or an option that cannot be.
 */
export function autoencodedCode(options: AutoencoderOptions): BinaryCode {
  requireOptions(options, 'autoencodedCode: options', ['levels', 'seed'], ['width', 'hidden', 'steps', 'noise']);
  const { levels, width = levels, seed, hidden = 64, steps = 400, noise = 2 } = options;
  checkSize('autoencodedCode', levels, width);
  requireInteger(seed, 'autoencodedCode: seed', 0);
  requireInteger(hidden, 'autoencodedCode: hidden', 1);
  requireInteger(steps, 'autoencodedCode: steps', 0);
  requireNumber(noise, 'autoencodedCode: noise', 0);
  const random = Random.from(seed, 'ae', levels, width);
  const matrix = (inputs: number, outputs: number, gain = 1) =>
    tf.tidy(() =>
      tf.variable(tf.tensor2d(normals(inputs * outputs, gain / Math.sqrt(inputs), random), [inputs, outputs])),
    );
  // The first layer is steep and shifted, so that its units switch at different places of the label range.
  const encode = { in: matrix(2, hidden, 6), out: matrix(hidden, width, 2) };
  const decode = { in: matrix(width, hidden), out: matrix(hidden, levels) };
  const variables = [encode.in, encode.out, decode.in, decode.out];
  const optimizer = tf.train.adam(0.01);
  const inputs = tf.tensor2d(
    Array.from({ length: levels }, (_, n) => [(2 * n) / (levels - 1) - 1, 1]), // the label and a bias
  );
  const targets = tf.tidy(() => softTargets(tf.range(0, levels), levels)); // [N, N]
  const logits = (): tf.Tensor2D => tf.matMul(tf.tanh(tf.matMul(inputs, encode.in)), encode.out); // [N, M]
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const jitter = tf.tensor2d(normals(levels * width, noise, random), [levels, width]);
      optimizer.minimize(
        () => {
          const code = tf.sub(tf.mul(tf.sigmoid(tf.add(logits(), jitter)), 2), 1); // [N, M] in (−1, 1)
          const scores = tf.matMul(tf.relu(tf.matMul(code, decode.in)), decode.out); // [N, N]
          return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(scores)), 1))) as tf.Scalar;
        },
        false,
        variables,
      );
    });
  }
  const certainty = tf.tidy(() => logits().dataSync());
  optimizer.dispose();
  tf.dispose([inputs, targets, ...variables]);
  const bits = Uint8Array.from(certainty, (logit) => (logit > 0 ? 1 : 0));
  makeRowsDistinct(bits, levels, width, (n) =>
    Array.from({ length: width }, (_, m) => m).sort(
      (a, b) => Math.abs(certainty[n * width + a]) - Math.abs(certainty[n * width + b]),
    ),
  );
  return { levels, width, values: bits };
}

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
