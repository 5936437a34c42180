import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/benchmarks/registry';
import { tf } from '../../src/engine/tensorflow';
import { argmaxLevel, expectedLevel } from '../../src/losses/decoding';
import { rlelLoss } from '../../src/losses/rlel';
import { type Parameter, parameter } from '../../src/networks/parameter';
import { clipFactor, lossAndGradients } from '../../src/training/gradients';
import { cumulativeScore, mae, nme } from '../../src/training/metrics';
import { Adam, type Optimizer, RepeatedAdam, Sgd } from '../../src/training/optimizers';
import { learningRate } from '../../src/training/schedule';
import { hash01 } from '../support/hash';

const fixture = (name: string): any => JSON.parse(readFileSync(path.join(__dirname, '../fixtures', name), 'utf8'));
const matrix = (rows: number, columns: number, layer: number, map: (u: number) => number): tf.Tensor2D =>
  tf.tensor2d(
    Float32Array.from({ length: rows * columns }, (_, i) => map(hash01(i, layer))),
    [rows, columns],
  );
const centred = (u: number): number => 2 * u - 1;

/** The fixtures' small network: linear, activation, linear θ, linear M, D; PyTorch's [out, in] matrices. */
function smallNetwork(
  din: number,
  hid: number,
  theta: number,
  width: number,
  levels: number,
  activation: (x: tf.Tensor) => tf.Tensor,
) {
  const weight = (name: string, out: number, inputs: number, layer: number) =>
    parameter(
      name,
      'weight',
      matrix(out, inputs, layer, (u) => centred(u) / Math.sqrt(inputs)),
    );
  const bias = (name: string, out: number, layer: number) =>
    parameter(
      name,
      'bias',
      tf.reshape(
        matrix(out, 1, layer, (u) => 0.1 * centred(u)),
        [out],
      ),
    );
  const parameters: Parameter[] = [
    weight('body.0.weight', hid, din, 20),
    bias('body.0.bias', hid, 21),
    weight('fc_layer.weight', theta, hid, 22),
    bias('fc_layer.bias', theta, 23),
    weight('final_layer.weight', width, theta, 24),
    bias('final_layer.bias', width, 25),
    parameter(
      'code',
      'decoding',
      matrix(width, levels, 26, (u) => u),
    ),
  ];
  const linear = (x: tf.Tensor, at: number) =>
    tf.add(
      tf.matMul(x as tf.Tensor2D, parameters[at].variable as tf.Tensor2D, false, true),
      parameters[at + 1].variable,
    );
  const codes = (x: tf.Tensor2D) => linear(linear(activation(linear(x, 0)), 2), 4) as tf.Tensor2D;
  return { parameters, codes, decoding: parameters[6].variable as tf.Tensor2D };
}

describe('tiny_training: 200 steps of SGD and Adam follow the published code', () => {
  const { hyper: h, runs, tolerance } = fixture('tiny_training.json');
  const x = matrix(h.n, h.din, 50, centred);
  const rows = x.arraySync();
  const y = tf.tensor1d(
    rows.map((r) => (h.N - 1) * (0.5 + 0.5 * Math.sin(1.3 * r[0] + 0.7 * r[1] * r[2] + 0.4 * r[3]))),
  );
  test.each(runs as any[])('$name, $optimizer', (run) => {
    const net = smallNetwork(h.din, h.hid, h.th, h.M, h.N, tf.tanh);
    const optimizer: Optimizer = run.optimizer === 'adam' ? new Adam(net.parameters) : new Sgd(net.parameters);
    const rate = run.optimizer === 'adam' ? h.lr_adam : h.lr_sgd;
    // the fixture's SGD runs have one rate for all, its Adam runs 10 × for D
    const rates = net.parameters.map(({ group }) =>
      group === 'decoding' && run.optimizer === 'adam' ? 10 * rate : rate,
    );
    run.loss_per_step_before_update.forEach((want: number) => {
      const { value, gradients } = lossAndGradients(
        () =>
          rlelLoss({
            codes: net.codes(x),
            decoding: net.decoding,
            labels: y,
            alpha: run.alpha,
            beta: run.beta,
            form: 'published-code',
            task: 'age',
          }).total,
        net.parameters,
      );
      expect(Math.abs(value.dataSync()[0] / want - 1)).toBeLessThanOrEqual(tolerance.loss_rel);
      optimizer.step(gradients, rates);
      tf.dispose([value, ...gradients]);
    });
    const scores = tf.matMul(net.codes(x), net.decoding);
    const code = run.final.code.flat();
    net.decoding
      .dataSync()
      .forEach((value, i) => expect(Math.abs(value - code[i])).toBeLessThanOrEqual(tolerance.final_code_abs));
    const truth = y.dataSync();
    expect(
      Math.abs(mae(expectedLevel(scores).dataSync(), truth) - run.final_train_mae_expected_value),
    ).toBeLessThanOrEqual(tolerance.mae_abs);
    expect(Math.abs(mae(argmaxLevel(scores).dataSync(), truth) - run.final_train_mae_argmax)).toBeLessThanOrEqual(
      tolerance.mae_abs,
    );
  });
});

test('tiny_training_pilotnet: SGD, doubled biases, D at 20×, milestones and clipping follow the published code', () => {
  const {
    hyper: h,
    loss_per_step: losses,
    grad_norm_before_clip: norms,
    final_lrs_in_group_order: finalRates,
    tolerance,
  } = fixture('tiny_training_pilotnet.json');
  const net = smallNetwork(h.din, 8, 10, h.M, h.N, tf.elu);
  const x = matrix(h.n, h.din, 60, centred);
  const y = tf.tensor1d(x.arraySync().map((r) => 160 + 40 * Math.sin(2 * r[0] + r[1])));
  const config = { ...settingsOf('PN', 'paper').training, milestones: h.milestones };
  const optimizer = new Sgd(net.parameters);
  losses.forEach((want: number, epoch: number) => {
    const { value, gradients } = lossAndGradients(
      () =>
        rlelLoss({
          codes: net.codes(x),
          decoding: net.decoding,
          labels: y,
          alpha: h.alpha,
          beta: h.beta,
          form: 'published-code',
        }).total,
      net.parameters,
    );
    expect(Math.abs(value.dataSync()[0] / want - 1)).toBeLessThanOrEqual(tolerance.loss_rel);
    const norm = Math.sqrt(gradients.reduce((sum, g) => sum + tf.sum(tf.square(g)).dataSync()[0], 0));
    expect(Math.abs(norm / norms[epoch] - 1)).toBeLessThanOrEqual(10 * tolerance.loss_rel);
    const rates = net.parameters.map(({ group }) => learningRate(config, { epoch, step: 0, steps: 1 }, group));
    optimizer.step(gradients, rates, clipFactor(gradients, h.clip_global_norm));
  });
  const after = [
    ...new Set(
      net.parameters.map(({ group }) => learningRate(config, { epoch: losses.length, step: 0, steps: 1 }, group)),
    ),
  ].sort();
  expect([...new Set(finalRates as number[])].sort().map((rate, i) => Math.abs(rate - after[i]) < 1e-9)).toEqual(
    after.map(() => true),
  );
});

test('Adam: the published trajectory, updated once and several times a step', () => {
  const { inputs, outputs } = fixture('adam_repeated_parameters.json');
  for (const [repetition, trajectory] of Object.entries(
    outputs.trajectory_by_repetition as Record<string, number[][]>,
  )) {
    const p = parameter('p', 'weight', tf.tensor1d(inputs.p0));
    const other = parameter('q', 'weight', tf.tensor1d([0]));
    const optimizer = new RepeatedAdam([other, p], [Number(repetition) + 1, Number(repetition)]);
    inputs.grads.forEach((gradient: number[], step: number) => {
      optimizer.step([tf.tensor1d([1]), tf.tensor1d(gradient)], [inputs.lr, inputs.lr]);
      // the fixture's 1e-10 is for float64 parameters; ours are float32
      p.variable.dataSync().forEach((value, i) => expect(Math.abs(value - trajectory[step][i])).toBeLessThan(1e-6));
    });
  }
});

describe('metrics', () => {
  const { age, tolerance } = fixture('metrics.json');
  test('MAE and CS@5', () => {
    expect(Math.abs(mae(age.inputs.pred, age.inputs.target) - age.outputs.mae)).toBeLessThan(tolerance.abs);
    expect(cumulativeScore(age.inputs.pred, age.inputs.target, 5)).toBeCloseTo(age.outputs.cs5, 6);
  });
  test.each(fixture('nme.json').cases as any[])('NME, $dataset', (c) => {
    const each = c.inputs.target.map((truth: [number, number][], i: number) =>
      nme(c.inputs.predicted[i], truth, c.normaliser_indices_0based),
    );
    each.forEach((value: number, i: number) => expect(value).toBeCloseTo(c.outputs.nme_per_image_fraction[i], 10));
    expect((100 * each.reduce((a: number, b: number) => a + b, 0)) / each.length).toBeCloseTo(
      c.outputs.nme_mean_percent,
      8,
    );
  });
  test('bad input', () => {
    expect(() => mae([], [])).toThrow('at least one');
    expect(() => mae([1], [1, 2])).toThrow('1 predictions against 2');
    expect(() => nme([[0, 0]], [[1, 1]], [0, 0])).toThrow('coincide');
  });
});
