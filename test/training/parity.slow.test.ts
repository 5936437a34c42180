import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/benchmarks/registry';
import { globalNorm } from '../../src/engine/norm';
import { tf } from '../../src/engine/tensorflow';
import { argmaxLevel, expectedLevel } from '../../src/losses/decoding';
import { type RlelLossInput, rlelLoss, type Task } from '../../src/losses/rlel';
import type { Head } from '../../src/methods/method';
import type { Network } from '../../src/networks/network';
import { type Parameter, type ParameterGroup, parameter } from '../../src/networks/parameter';
import { Random } from '../../src/random/random';
import type { Batch } from '../../src/training/batches/batches';
import type { TrainingConfig } from '../../src/training/config';
import { lossAndGradients } from '../../src/training/gradients';
import { cumulativeScore, mae, nme } from '../../src/training/metrics';
import { Model } from '../../src/training/model';
import { besideVariables, RepeatedAdam } from '../../src/training/optimizers';
import { compiledTrainer } from '../../src/training/runner/compiled';
import { eagerTrainer } from '../../src/training/runner/eager';
import type { Trainer } from '../../src/training/runner/trainer';
import { learningRate } from '../../src/training/schedule';
import { hash01 } from '../support/hash';

const fixture = (name: string): any => JSON.parse(readFileSync(path.join(__dirname, '../fixtures', name), 'utf8'));
const matrix = (rows: number, columns: number, layer: number, map: (u: number) => number): tf.Tensor2D =>
  tf.tensor2d(
    Float32Array.from({ length: rows * columns }, (_, i) => map(hash01(i, layer))),
    [rows, columns],
  );
const centred = (u: number): number => 2 * u - 1;

/**
 * The fixtures' small network, linear, activation, linear θ, linear M, D, from PyTorch's [out, in] matrices; the first
 * numbers of an image are its inputs.
 */
function smallModel(
  sizes: { readonly din: number; readonly hid: number; readonly th: number; readonly M: number; readonly N: number },
  activation: (x: tf.Tensor) => tf.Tensor,
  loss: Pick<RlelLossInput, 'alpha' | 'beta'> & { readonly task: Task },
): Model {
  const { din, hid, th, M, N } = sizes;
  const weight = (inputs: number, out: number, layer: number) =>
    tf.transpose(matrix(out, inputs, layer, (u) => centred(u) / Math.sqrt(inputs)));
  const bias = (out: number, layer: number) => matrix(1, out, layer, (u) => 0.1 * centred(u));
  const parameters = [
    parameter('body.0.weight', 'weight', weight(din, hid, 20)),
    parameter('body.0.bias', 'bias', bias(hid, 21)),
    parameter('fc_layer.weight', 'weight', weight(hid, th, 22)),
    parameter('fc_layer.bias', 'bias', bias(th, 23)),
  ];
  const [w0, b0, w1, b1] = parameters.map(({ variable }) => variable as tf.Tensor2D);
  const features = (images: tf.Tensor4D): tf.Tensor3D[] => {
    const x = tf.slice(tf.reshape(images, [images.shape[0], -1]), [0, 0], [-1, din]) as tf.Tensor2D;
    const hidden = activation(tf.add(tf.matMul(x, w0), b0)) as tf.Tensor2D;
    return [tf.reshape(tf.add(tf.matMul(hidden, w1), b1), [1, -1, th])];
  };
  const code = parameter(
    'code',
    'decoding',
    tf.reshape(
      matrix(M, N, 26, (u) => u),
      [1, M, N],
    ),
  );
  const decoding = code.variable as tf.Tensor3D;
  const head: Head = {
    width: M,
    parameters: [code],
    loss: (codes, labels) => {
      const { total, parts } = rlelLoss({ codes, decoding, labels, form: 'published-code', ...loss });
      return { total, parts: { ...parts } };
    },
    predict: (codes) => expectedLevel(tf.matMul(codes, decoding)) as tf.Tensor2D,
  };
  const network: Network = { imageSize: SIDES, parameters, buffers: [], features };
  const model = new Model(network, [{ name: 'all', outputs: 1, head }], th, Random.from(1));
  const assign = (name: string, values: tf.Tensor) => {
    const { variable } = model.parameters.find((each) => each.name === name) as Parameter;
    variable.assign(tf.reshape(values, variable.shape));
  };
  assign('all.code.weight', weight(th, M, 24));
  assign('all.code.bias', bias(M, 25));
  return model;
}

/** Of the small networks' images, which have room for their inputs. */
const SIDES = [1, 2] as const;

/** Rows of inputs and their labels as a batch. */
function smallBatch(x: tf.Tensor2D, labels: (row: number[]) => number): Batch {
  const [count, inputs] = x.shape;
  const images = tf.reshape(
    tf.pad(x, [
      [0, 0],
      [0, 3 * SIDES[0] * SIDES[1] - inputs],
    ]),
    [count, ...SIDES, 3],
  );
  return { images: images as tf.Tensor4D, labels: [tf.tensor2d([x.arraySync().map(labels)])] };
}

const WAYS: [string, (model: Model, config: TrainingConfig, batch: number) => Trainer][] = [
  ['operation by operation', eagerTrainer],
  ['compiled', (model, config, batch) => compiledTrainer(model, config, { training: [batch], evaluation: batch })],
];

describe.each(WAYS)('200 steps of SGD and Adam follow the published code, %s', (_, open) => {
  const { hyper: h, runs, tolerance } = fixture('tiny_training.json');
  const batch = smallBatch(
    matrix(h.n, h.din, 50, centred),
    (r) => (h.N - 1) * (0.5 + 0.5 * Math.sin(1.3 * r[0] + 0.7 * r[1] * r[2] + 0.4 * r[3])),
  );
  test.each(runs as any[])('$name, $optimizer', (run) => {
    const model = smallModel(h, tf.tanh, { alpha: run.alpha, beta: run.beta, task: 'age' });
    const config = { ...settingsOf('PN', 'paper').training, optimizer: run.optimizer, clipNorm: 0 };
    const trainer = open(model, config, h.n);
    trainer.push();
    const base = run.optimizer === 'adam' ? h.lr_adam : h.lr_sgd;
    // the fixture's SGD runs have one rate for all, its Adam runs 10 × for D
    const rate = (group: string) => (group === 'decoding' && run.optimizer === 'adam' ? 10 * base : base);
    run.loss_per_step_before_update.forEach((want: number) => {
      const loss = trainer.step(batch, { rate, random: Random.from(1), frozenStatistics: false });
      expect(Math.abs(loss / want - 1)).toBeLessThanOrEqual(tolerance.loss_rel);
    });
    const expected = trainer.evaluate(batch.images).levels[0].dataSync();
    trainer.pull();
    trainer.dispose();
    const decoding = model.groups[0].head.parameters[0].variable as tf.Tensor3D;
    const code = run.final.code.flat();
    decoding
      .dataSync()
      .forEach((value, i) => expect(Math.abs(value - code[i])).toBeLessThanOrEqual(tolerance.final_code_abs));
    const truth = batch.labels[0].dataSync();
    expect(Math.abs(mae(expected, truth) - run.final_train_mae_expected_value)).toBeLessThanOrEqual(tolerance.mae_abs);
    const likeliest = argmaxLevel(tf.matMul(model.codes(batch.images, null)[0], decoding)).dataSync();
    expect(Math.abs(mae(likeliest, truth) - run.final_train_mae_argmax)).toBeLessThanOrEqual(tolerance.mae_abs);
  });
});

describe('tiny_training_pilotnet: SGD, doubled biases, D at 20×, milestones and clipping follow the published code', () => {
  const {
    hyper: h,
    loss_per_step: losses,
    grad_norm_before_clip: norms,
    final_lrs_in_group_order: finalRates,
    tolerance,
  } = fixture('tiny_training_pilotnet.json');
  const batch = smallBatch(matrix(h.n, h.din, 60, centred), (r) => 160 + 40 * Math.sin(2 * r[0] + r[1]));
  const config = { ...settingsOf('PN', 'paper').training, milestones: h.milestones, clipNorm: h.clip_global_norm };
  const rateAt = (epoch: number) => (group: ParameterGroup) =>
    learningRate(config, { epoch, step: 0, steps: 1 }, group);

  test.each(WAYS)('%s', (_, open) => {
    const model = smallModel({ ...h, hid: 8, th: 10 }, tf.elu, { alpha: h.alpha, beta: h.beta, task: 'steering' });
    const mode = { random: Random.from(1), frozenStatistics: false };
    const trainer = open(model, config, h.n);
    trainer.push();
    losses.forEach((want: number, epoch: number) => {
      trainer.pull();
      const { value, gradients } = lossAndGradients(() => model.loss(batch, mode), model.parameters);
      expect(Math.abs((globalNorm(gradients) as number) / norms[epoch] - 1)).toBeLessThanOrEqual(
        10 * tolerance.loss_rel,
      );
      tf.dispose([value, ...gradients]);
      const loss = trainer.step(batch, { rate: rateAt(epoch), ...mode });
      expect(Math.abs(loss / want - 1)).toBeLessThanOrEqual(tolerance.loss_rel);
    });
    trainer.dispose();
    const after = [...new Set(model.parameters.map(({ group }) => rateAt(losses.length)(group)))].sort();
    expect([...new Set(finalRates as number[])].sort().map((rate, i) => Math.abs(rate - after[i]) < 1e-9)).toEqual(
      after.map(() => true),
    );
  });
});

test('Adam: the published trajectory, updated once and several times a step', () => {
  const { inputs, outputs } = fixture('adam_repeated_parameters.json');
  for (const [repetition, trajectory] of Object.entries(
    outputs.trajectory_by_repetition as Record<string, number[][]>,
  )) {
    const p = parameter('p', 'weight', tf.tensor1d(inputs.p0));
    const other = parameter('q', 'weight', tf.tensor1d([0]));
    const optimizer = new RepeatedAdam([other, p], [Number(repetition) + 1, Number(repetition)], besideVariables);
    inputs.grads.forEach((gradient: number[], step: number) => {
      const rates = [inputs.lr, inputs.lr];
      optimizer.update([tf.tensor1d([1]), tf.tensor1d(gradient)], optimizer.advance(rates), 1);
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
