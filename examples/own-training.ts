// A small network of one's own, trained by tfjs' own optimizers with RLEL's loss (eq. 5): an angle is learned from twelve
// noisy readings of a sensor. "npx jiti examples/own-training.ts" runs it; in a project of one's own import from 'rlel/core'.
import { DecodingMatrix, LabelSpace, mae, Random, rlelLoss, tf } from '../src/core';

const space = new LabelSpace([-90, 90], 61); // degrees; a level every 3°
const [INPUTS, HIDDEN, BATCH, STEPS] = [12, 32, 32, 400];
const random = Random.from(1, 'own training');

/** Angles and their readings, bumps around twelve places from −90° to 90°: [K, 12]. */
function measured(count: number): { inputs: tf.Tensor2D; angles: number[] } {
  const angles = Array.from({ length: count }, () => random.uniform(-80, 80));
  const reading = (angle: number, i: number): number =>
    Math.exp(-(((angle + 90 - (180 * i) / (INPUTS - 1)) / 30) ** 2)) + random.normal(0, 0.05);
  const rows = angles.map((angle) => Array.from({ length: INPUTS }, (_, i) => reading(angle, i)));
  return { inputs: tf.tensor2d(rows), angles };
}

function layer(inputs: number, outputs: number): tf.Variable<tf.Rank> {
  const values = Float32Array.from({ length: inputs * outputs }, () => random.normal(0, inputs ** -0.5));
  return tf.tidy(() => tf.variable(tf.tensor2d(values, [inputs, outputs])));
}

// The network gives codes of 16 bits; D turns them into scores over 61 levels, and is trained with the network.
const decoding = new DecodingMatrix({ levels: space.levels, width: 16, random });
const network = [layer(INPUTS, HIDDEN), layer(HIDDEN, decoding.width)];
const codes = (inputs: tf.Tensor): tf.Tensor2D =>
  tf.matMul(tf.elu(tf.matMul(inputs, network[0])), network[1]) as tf.Tensor2D;

// Tensors that are made outside of tf.tidy are the caller's to dispose; the loss leaves no others.
const test = measured(200);
function testError(): number {
  const levels = tf.tidy(() => decoding.predict(codes(test.inputs)).dataSync());
  const angles = Array.from(levels, (level) => space.toValue(level));
  return mae(angles, test.angles);
}

// D learns faster than the network: an optimizer of its own has the learning rate times its factor.
const learningRate = 0.003;
const optimizer = tf.train.adam(learningRate);
const decodingOptimizer = tf.train.adam(learningRate * decoding.learningRateFactor);

const before = testError();
for (let step = 0; step < STEPS; step++) {
  const { inputs, angles } = measured(BATCH);
  const labels = tf.tensor1d(angles.map((angle) => space.toLevel(angle)));
  const loss = (): tf.Scalar => {
    const weights = { alpha: 0.01, beta: 0.001 }; // of R2 and R1
    const terms = { codes: codes(inputs), decoding: decoding.variable, labels };
    return rlelLoss({ ...terms, ...weights, form: 'paper', reduction: 'mean' }).total;
  };
  optimizer.minimize(loss, false, network);
  decodingOptimizer.minimize(loss, false, [decoding.variable]);
  tf.dispose([inputs, labels]);
}
console.log(`mean absolute error: ${before.toFixed(2)}° before training, ${testError().toFixed(2)}° after`);

optimizer.dispose();
decodingOptimizer.dispose();
decoding.dispose();
tf.dispose([test.inputs, ...network]);
console.log(`tensors that are left: ${tf.memory().numTensors}`);
