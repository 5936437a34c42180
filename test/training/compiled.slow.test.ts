import { describe, expect, test } from 'vitest';
import type { RunRequest } from '../../src/benchmarks/request';
import { tf } from '../../src/engine/tensorflow';
import { allMethodNames } from '../../src/methods/registry';
import { Random } from '../../src/random/random';
import type { TrainingConfig } from '../../src/training/config';
import { compiledTrainer } from '../../src/training/runner/compiled';
import { eagerTrainer } from '../../src/training/runner/eager';
import type { Trainer } from '../../src/training/runner/trainer';
import { benchmarkModel, randomBatch } from '../support/models';

const STEPS = 50;
const SIZES = [4, 3];

interface Followed {
  readonly losses: number[];
  /** The levels of a batch before and after training, over their range. */
  readonly levels: number[];
}

/** Trains by batches in turn, the same ones for the same arguments. */
function follow(
  open: typeof eagerTrainer | ((...model: Parameters<typeof eagerTrainer>) => Trainer),
  benchmark: string,
  method: string,
  change: Partial<TrainingConfig>,
  settings: RunRequest['settings'] = {},
): Followed {
  const { model, levels, ...rest } = benchmarkModel(benchmark, method, 'quick', settings);
  const batches = SIZES.map((size) => randomBatch(model, levels, size, size));
  const trainer = open(model, { ...rest.config, ...change });
  const evaluate = () => {
    const { levels: found, codes } = trainer.evaluate(batches[0].images);
    const values = found.flatMap((tensor, g) => Array.from(tensor.dataSync(), (value) => value / levels[g]));
    tf.dispose([...found, ...codes]);
    return values;
  };
  trainer.push();
  const before = evaluate();
  const losses = Array.from({ length: STEPS }, (_, i) => {
    const random = Random.from(1, 'dropout', i);
    const rate = (group: string) => (group === 'decoding' ? 1e-3 : 1e-4);
    return trainer.step(batches[i % batches.length], { rate, random, frozenStatistics: i >= STEPS - 5 });
  });
  const after = evaluate();
  trainer.dispose();
  for (const { images, labels } of batches) tf.dispose([images, ...labels]);
  model.dispose();
  return { losses, levels: [...before, ...after] };
}

const compiled = (...[model, config]: Parameters<typeof eagerTrainer>): Trainer =>
  compiledTrainer(model, config, { training: SIZES, evaluation: 6 });

/** Both ways, 50 steps from the same start. Rounding differs, and Adam in time makes much of gradients that are nothing else. */
function expectSame(
  benchmark: string,
  method: string,
  change: Partial<TrainingConfig> = {},
  settings: RunRequest['settings'] = {},
): void {
  // the last steps take running statistics as they are, which is an oddity
  const oddities = ['frozen-statistics', ...(change.oddities ?? [])] as TrainingConfig['oddities'];
  const [eager, graph] = [eagerTrainer, compiled].map((open) =>
    follow(open, benchmark, method, { ...change, oddities }, settings),
  );
  expect(new Set(eager.losses).size).toBe(STEPS); // it moves
  graph.losses.forEach((loss, i) => {
    const most = i < 10 ? 3e-6 : 5e-4; // of float32, whose last place is 6e-8 of a sum over samples, outputs and levels
    expect(Math.abs(loss / eager.losses[i] - 1), `step ${i}`).toBeLessThan(most);
  });
  graph.levels.forEach((level, i) => expect(Math.abs(level - eager.levels[i]), `level ${i}`).toBeLessThan(5e-3));
}

describe.each(['PN', 'AE1', 'FLD1_s'])('%s: 50 compiled steps are 50 eager ones', (benchmark) => {
  test.each(allMethodNames())('%s', (method) => expectSame(benchmark, method));
});

describe('50 compiled steps are 50 eager ones', () => {
  test('three groups of outputs', () => expectSame('LFH1', 'rlel'));
  test('a code by cross-entropy', () => expectSame('FLD1_s', 'sa', {}, { loss: 'ce', levels: 16 }));
  test('direct regression, summed', () => expectSame('PN', 'direct', {}, { reduction: 'sum' }));
  test.each<[string, Partial<TrainingConfig>]>([
    ['SGD', { optimizer: 'sgd' }],
    ['clipping that bites', { optimizer: 'sgd', clipNorm: 0.5 }],
    ['clipping by Adam', { clipNorm: 0.5 }],
    ['several updates a step', { oddities: ['repeated-adam'] }],
    ['a first convolution that is frozen', { freezeStem: true }],
  ])('%s', (_, change) => expectSame(change.freezeStem ? 'AE1' : 'PN', 'rlel', change));
});

test.each([
  ['eager', eagerTrainer],
  ['compiled', (...given: Parameters<typeof eagerTrainer>) => compiled(...given)],
])('%s: a frozen decoding matrix stays, and the network is trained', (_, open) => {
  const { model, config, levels } = benchmarkModel('PN', 'frozen');
  const batch = randomBatch(model, levels, 4, 1);
  const values = () => model.parameters.map(({ variable }) => Float32Array.from(variable.dataSync()));
  const before = values();
  const trainer = open(model, config);
  trainer.push();
  for (let i = 0; i < 3; i++)
    trainer.step(batch, { rate: () => 1e-3, random: Random.from(1, 'dropout', i), frozenStatistics: false });
  trainer.pull();
  const moved = values().map((after, i) => after.some((value, k) => value !== before[i][k]));
  const names = model.parameters.map(({ name }) => name);
  expect(names.filter((_name, i) => !moved[i])).toEqual(['angle.decoding']);
  trainer.dispose();
  tf.dispose([batch.images, ...batch.labels]);
  model.dispose();
});

describe('without a layer θ 50 compiled steps are 50 eager ones', () => {
  test.each(['PN', 'AE1', 'FLD1_s'])('%s', (benchmark) => expectSame(benchmark, 'multiclass', {}, { theta: 0 }));
});

test('after 50 steps no tensor is left, and no variable of tfjs’s', () => {
  const count = () => [tf.memory().numTensors, Object.keys(tf.engine().registeredVariables).length];
  const before = count();
  follow(compiled, 'AE1', 'rlel', { oddities: ['frozen-statistics'] });
  expect(count()).toEqual(before);
});

test('what is pulled and pushed is what was trained, moments too', () => {
  const { model, config, levels } = benchmarkModel('PN', 'rlel');
  const batch = randomBatch(model, levels, 4, 1);
  const trainer = compiled(model, config);
  const step = (i: number) =>
    trainer.step(batch, { rate: () => 1e-3, random: Random.from(1, 'dropout', i), frozenStatistics: false });
  for (let i = 0; i < 3; i++) step(i);
  trainer.pull();
  const parts = [...model.state, ...trainer.optimizer.state];
  const kept = parts.map(({ variable }) => Float32Array.from(variable.dataSync()));
  const { steps } = trainer.optimizer;
  const first = [step(3), step(4)];
  expect(kept.some((values) => values.some((value) => value !== 0))).toBe(true);
  parts.forEach(({ variable }, i) => void tf.tidy(() => variable.assign(tf.tensor(kept[i], [...variable.shape]))));
  trainer.optimizer.steps = steps;
  trainer.push();
  expect([step(3), step(4)]).toEqual(first);
  trainer.dispose();
  tf.dispose([batch.images, ...batch.labels]);
  model.dispose();
});
