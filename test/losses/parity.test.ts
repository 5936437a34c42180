import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { bitTransitionLoss } from '../../src/losses/bitTransition';
import { bceLoss, crossEntropyLoss } from '../../src/losses/crossEntropy';
import { argmaxLevel, expectedLevel } from '../../src/losses/decoding';
import { encodingDistanceLoss } from '../../src/losses/encodingDistance';
import { type RlelLoss, type RlelLossInput, rlelLoss } from '../../src/losses/rlel';
import { inGraph } from '../support/inGraph';

const fixture = (name: string) => JSON.parse(readFileSync(path.join(__dirname, '../fixtures', name), 'utf8'));
type Nested = number | Nested[];
const flat = (x: Nested): number[] => (Array.isArray(x) ? x.flatMap(flat) : [x]);

/**
 * The vectors are float64, the kit computes in float32: gradients of the softmax of scores in the tens cannot come
 * nearer than float32 allows, so they are held to the fixtures' `float32_rel`, relative to the largest entry.
 */
const float32Near = (actual: ArrayLike<number>, expected: Nested) =>
  near(actual, expected, 1e-4 * Math.max(...flat(expected).map(Math.abs)));

function near(actual: ArrayLike<number>, expected: Nested, tolerance: number): void {
  const want = flat(expected);
  expect(actual.length).toBe(want.length);
  let worst = 0;
  for (let i = 0; i < want.length; i++) worst = Math.max(worst, Math.abs(actual[i] - want[i]));
  expect(worst).toBeLessThanOrEqual(tolerance);
}
const nearRelative = (actual: number, expected: number, tolerance: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-12));

/** Value and gradients of one part of the loss; those of a graph, which must be near those of single operations. */
function gradients(input: RlelLossInput, part: (loss: RlelLoss) => tf.Scalar) {
  const both = (codes: tf.Tensor, decoding: tf.Tensor, labels: tf.Tensor): tf.Tensor[] => {
    const f = (z: tf.Tensor, d: tf.Tensor) =>
      part(rlelLoss({ ...input, codes: z as tf.Tensor2D, decoding: d as tf.Tensor2D, labels }));
    const { value, grads } = tf.valueAndGrads(f as never)([codes, decoding]);
    return [value, ...grads];
  };
  const inputs = [input.codes, input.decoding, input.labels];
  const [value, dZ, dD] = inGraph(inputs, both).map((tensor) => tensor.dataSync());
  const [plain, ...slopes] = both(input.codes, input.decoding, input.labels).map((tensor) => tensor.dataSync());
  nearRelative(value[0], plain[0], 1e-5);
  [dZ, dD].forEach((slope, i) => void float32Near(slope, [...slopes[i]]));
  return { value: value[0], dZ, dD };
}

describe('rlel_loss: published code and eq. 5', () => {
  const { cases, tolerance } = fixture('rlel_loss.json');
  for (const c of cases) {
    const input = (form: 'paper' | 'published-code'): RlelLossInput => ({
      codes: tf.tensor2d(c.inputs.Z),
      decoding: tf.tensor2d(c.inputs.D),
      labels: tf.tensor1d(c.inputs.y),
      alpha: c.alpha_constweight,
      beta: c.beta_distweight,
      form,
      task: 'age',
    });
    test(`${c.name}: published-code form, values and gradients`, () => {
      const want = c.outputs_official;
      const total = gradients(input('published-code'), (loss) => loss.total);
      nearRelative(total.value, want.total, tolerance.value_rel);
      float32Near(total.dZ, want.d_total_dZ);
      float32Near(total.dD, want.d_total_dD);
      const { parts } = rlelLoss(input('published-code'));
      nearRelative(parts.crossEntropy.dataSync()[0], want.ce, tolerance.value_rel);
      if (c.beta_distweight > 0) nearRelative(parts.r1.dataSync()[0], want.R1, tolerance.value_rel);
      if (c.alpha_constweight > 0) nearRelative(parts.r2.dataSync()[0], want.R2, tolerance.value_rel);
      near(
        tf
          .grad((z) => tf.div(encodingDistanceLoss(z as tf.Tensor2D, tf.tensor1d(c.inputs.y)), c.K))(
            tf.tensor2d(c.inputs.Z),
          )
          .dataSync(),
        want.d_R1_dZ,
        tolerance.grad_abs,
      );
      near(
        tf
          .grad((d) => bitTransitionLoss(d as tf.Tensor2D, 'squared-padded'))(tf.tensor2d(c.inputs.D))
          .dataSync(),
        want.d_R2_dD,
        tolerance.grad_abs,
      );
    });
    test(`${c.name}: soft targets and decoding`, () => {
      const want = c.outputs_official;
      const scores = tf.matMul(tf.tensor2d(c.inputs.Z), tf.tensor2d(c.inputs.D));
      near(softTargets(tf.tensor1d(c.inputs.y), c.N).dataSync(), want.phi, tolerance.grad_abs);
      near(tf.softmax(scores).dataSync(), want.softmax_C, tolerance.grad_abs);
      near(expectedLevel(scores).dataSync(), want.expected_value, c.N * tolerance.grad_abs);
      near(argmaxLevel(scores).dataSync(), want.argmax, 0);
    });
    test(`${c.name}: paper form, values and gradients`, () => {
      const want = c.outputs_paper_eq5;
      const total = gradients(input('paper'), (loss) => loss.total);
      nearRelative(total.value, want.total, tolerance.value_rel);
      float32Near(total.dZ, want.d_total_dZ);
      float32Near(total.dD, want.d_total_dD);
      nearRelative(
        encodingDistanceLoss(tf.tensor2d(c.inputs.Z), tf.tensor1d(c.inputs.y)).dataSync()[0],
        want.L1_R1,
        tolerance.value_rel,
      );
      nearRelative(bitTransitionLoss(tf.tensor2d(c.inputs.D)).dataSync()[0], want.L2_R2, tolerance.value_rel);
    });
  }
});

describe('rlel_loss_fld: landmarks, one decoding matrix per coordinate', () => {
  const { cases, tolerance } = fixture('rlel_loss_fld.json');
  const inputOf = (c: any): RlelLossInput => ({
    codes: tf.transpose(tf.tensor3d(c.inputs.Z), [1, 0, 2]), // [L, K, M]
    decoding: tf.tensor3d(c.inputs.D),
    labels: tf.transpose(tf.tensor2d(c.inputs.tpts.map((points: number[][]) => points.flat()))), // [L, K]
    alpha: c.alpha_constweight,
    beta: c.beta_distweight,
    form: 'published-code',
    task: 'landmarks',
  });

  test.each(cases as any[])('$name', (c) => {
    const input = inputOf(c);
    const want = c.outputs_official;
    // the published code's labels lie on a grid of 256, whatever the fixture's N is: R1 is that of 256 levels
    const grid = tf.zeros([input.codes.shape[0], c.M, 256]) as tf.Tensor3D;
    const r1 = tf.valueAndGrad((z) => rlelLoss({ ...input, codes: z as tf.Tensor3D, decoding: grid }).parts.r1)(
      input.codes,
    );
    const distance = r1.value.dataSync()[0];
    nearRelative(distance, want.R1, tolerance.value_rel);
    const rest = gradients({ ...input, beta: 0 }, (loss) => loss.total);
    nearRelative(rest.value + input.beta * distance, want.total, tolerance.value_rel);
    const dZ = tf.add(tf.tensor(rest.dZ, input.codes.shape), tf.mul(input.beta, r1.grad));
    float32Near(tf.transpose(dZ, [1, 0, 2]).dataSync(), want.d_total_dZ);
    float32Near(rest.dD, want.d_total_dD);
  });

  test('R1 clamps labels to the levels there are, 0 to N − 1', () => {
    const r1 = (labels: number[]) =>
      rlelLoss({
        codes: tf.tensor3d([[[0], [0]]]),
        decoding: tf.zeros([1, 1, 32]) as tf.Tensor3D,
        labels: tf.tensor2d([labels]),
        alpha: 0,
        beta: 1,
        form: 'published-code',
        task: 'landmarks',
      }).parts.r1.dataSync()[0];
    // two pairs of 2·31 each, over K·L = 2
    expect([r1([0, 31]), r1([0, 32]), r1([-3, 40])]).toEqual([62, 62, 62]);
  });
});

describe('rlel_loss_hpe: pose, three heads', () => {
  const { cases, tolerance } = fixture('rlel_loss_hpe.json');
  test.each(cases as any[])('$name', (c) => {
    const want = c.outputs_official;
    let total = 0;
    let r1OnLabels = 0;
    ['dzy', 'dzp', 'dzr'].forEach((name, head) => {
      const labels = c.inputs.labels_yaw_pitch_roll.map((row: number[]) => row[head]);
      const input: RlelLossInput = {
        codes: tf.tensor2d(c.inputs.Z[head]),
        decoding: tf.tensor2d(c.inputs.D[head]),
        labels: tf.tensor1d(labels),
        alpha: c.alpha_constweight,
        beta: c.beta_distweight,
        form: 'published-code',
        task: 'pose',
      };
      const { value, dZ } = gradients(input, (loss) => loss.total);
      total += value;
      float32Near(dZ, want[`total_${name}`]);
      r1OnLabels += encodingDistanceLoss(tf.tensor2d(c.inputs.Z[head]), tf.tensor1d(labels)).dataSync()[0] / c.K;
    });
    nearRelative(total, want.total, tolerance.value_rel);
    nearRelative(r1OnLabels, c.outputs_definition.R1_with_labels_mean_over_batch, tolerance.value_rel);
  });
});

describe('bel_losses', () => {
  const { cases, tolerance } = fixture('bel_losses.json');
  const bits = (rows: string[]) => tf.tensor2d(rows.map((row) => Array.from(row, Number)));
  test.each(cases as any[])('$encoding: BCE and cross-entropy', (c) => {
    const z = tf.tensor2d(c.inputs.logits) as tf.Tensor2D;
    const bce = tf.valueAndGrad((x) => bceLoss(x as tf.Tensor2D, bits(c.inputs.code_rows_of_levels)))(z);
    nearRelative(bce.value.dataSync()[0], c.outputs.bce_cor.loss, tolerance.loss_rel);
    near(bce.grad.dataSync(), c.outputs.bce_cor.grad_logits, tolerance.grad_abs);
    const oneHot = tf.oneHot(tf.tensor1d(c.inputs.levels, 'int32'), c.N).toFloat();
    const ce = tf.valueAndGrad((x) =>
      crossEntropyLoss(tf.matMul(x as tf.Tensor2D, bits(c.inputs.code_rows), false, true), oneHot),
    )(z);
    nearRelative(ce.value.dataSync()[0], c.outputs.ce_cor.loss, tolerance.loss_rel);
    near(ce.grad.dataSync(), c.outputs.ce_cor.grad_logits, tolerance.grad_abs);
    const mae = tf.valueAndGrad((x) =>
      tf.mean(
        tf.abs(
          tf.sub(
            expectedLevel(tf.matMul(x as tf.Tensor2D, bits(c.inputs.code_rows), false, true)),
            tf.tensor1d(c.inputs.levels),
          ),
        ),
      ),
    )(z);
    nearRelative(mae.value.dataSync()[0], c.outputs.mae_ex.loss, tolerance.loss_rel);
    near(mae.grad.dataSync(), c.outputs.mae_ex.grad_logits, tolerance.grad_abs);
  });
});
