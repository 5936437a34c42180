import { computed } from '../../engine/graph/computed';
import { Program } from '../../engine/graph/program';
import type { Scalar } from '../../engine/resource';
import { tf } from '../../engine/tensorflow';
import { Random } from '../../random/random';
import type { TrainingConfig } from '../config';
import { clipFactor, lossAndGradients } from '../gradients';
import type { Model } from '../model';
import type { Storage } from '../optimizers';
import { buildOptimizer } from './optimizer';
import { type Pack, packed, packsOf, together, unpacked } from './packs';
import type { BatchSizes, Evaluator, StepSettings, Trainer } from './trainer';

const EVALUATION = 'evaluation';
const stepName = (size: number, frozenStatistics: boolean): string => `step${size}${frozenStatistics ? 'frozen' : ''}`;

/**
 * Trains by a graph for each size of batch, on variables of its session.
 * @throws NotCompilable
 */
export function compiledTrainer(model: Model, config: TrainingConfig, sizes: BatchSizes): Trainer {
  const { trained, all } = packsOf(model, config);
  const program = new Program(all);
  const optimizer = buildOptimizer(config, trained, () => inSession(program));
  const parameters = trained.flatMap(({ members }) => members);
  const random = Random.from(0); // stands where the step's stream does before each step
  let rate: StepSettings['rate'] = () => 0;
  const step =
    (frozenStatistics: boolean) =>
    (...[images, ...labels]: tf.Tensor[]): tf.Tensor[] => {
      const batch = { images: images as tf.Tensor4D, labels: labels as tf.Tensor2D[] };
      const { value, gradients } = lossAndGradients(() => model.loss(batch, { random, frozenStatistics }), parameters);
      const slopes = packed(trained, (parameter) => gradients[parameters.indexOf(parameter)]);
      const advance = () => Float32Array.from(optimizer.advance(trained.map(({ group }) => rate(group))));
      const scalars = tf.unstack(computed([optimizer.scalars], [], advance)) as Scalar[];
      optimizer.update(slopes, scalars, clipFactor(slopes, config.clipNorm));
      return [value];
    };
  try {
    for (const frozen of config.oddities.includes('frozen-statistics') ? [false, true] : [false]) {
      const body = step(frozen);
      for (const size of sizes.training) {
        const labels = model.groups.map(({ outputs }) => [outputs, size]);
        program.define(stepName(size, frozen), [[size, ...model.imageSize, 3], ...labels], body);
      }
    }
    const evaluator = evaluatorOf(program, model, sizes.evaluation);
    return {
      ...evaluator,
      compiled: true,
      optimizer,
      step({ images, labels }, settings: StepSettings) {
        ({ rate } = settings);
        random.continueFrom(settings.random.state());
        const [value] = program.run(stepName(images.shape[0], settings.frozenStatistics), [images, ...labels]);
        const [loss] = value.dataSync();
        value.dispose();
        return loss;
      },
      pull: () => program.pull(),
    };
  } catch (error) {
    program.dispose();
    throw error;
  }
}

/** Evaluates by a graph. @throws NotCompilable */
export function compiledEvaluator(model: Model, size: number): Evaluator {
  const program = new Program(together(model.state));
  try {
    return evaluatorOf(program, model, size);
  } catch (error) {
    program.dispose();
    throw error;
  }
}

/** Adds evaluation to a program, and loads it. Smaller batches than `size` are filled up: a graph has one size. */
function evaluatorOf(program: Program, model: Model, size: number): Evaluator {
  const groups = model.groups.length;
  program.define(EVALUATION, [[size, ...model.imageSize, 3]], (images) => {
    const { levels, codes } = model.evaluate(images as tf.Tensor4D);
    return [...levels, ...codes];
  });
  program.load();
  return {
    evaluate: (images) =>
      tf.tidy(() => {
        const [count] = images.shape;
        const rest: [number, number] = [0, size - count];
        const filled = count === size ? images : tf.pad(images, [rest, [0, 0], [0, 0], [0, 0]]);
        const results = program
          .run(EVALUATION, [filled])
          .map((result) => (count === size ? result : tf.slice(result, [0, 0], [-1, count])));
        return { levels: results.slice(0, groups) as tf.Tensor2D[], codes: results.slice(groups) as tf.Tensor3D[] };
      }),
    push: () => program.push(),
    dispose: () => program.dispose(),
  };
}

/** Parameters are changed in the session, where moments are, too. */
const inSession = (program: Program): Storage<Pack> => ({
  change: ({ position }, update) => update(program.pack(position)),
  zeros: ({ position }) => program.variable(program.pack(position).shape),
  named: unpacked,
  dispose() {},
});
