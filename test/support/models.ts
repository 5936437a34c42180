import { benchmarkNamed } from '../../src/benchmarks/registry';
import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import { tf } from '../../src/engine/tensorflow';
import { LabelSpace } from '../../src/labels/labelSpace';
import { methodNamed } from '../../src/methods/registry';
import { networkNamed } from '../../src/networks/registry';
import { Random } from '../../src/random/random';
import type { Batch } from '../../src/training/batches/batches';
import type { TrainingConfig } from '../../src/training/config';
import { Model } from '../../src/training/model';

/** A model as a benchmark's run with seed 1 has it, and how it is trained; the method's first candidate. */
export function benchmarkModel(
  benchmark: string,
  method: string,
  profile = 'quick',
  settings: RunRequest['settings'] = {},
): { model: Model; config: TrainingConfig; levels: readonly number[] } {
  const { labels, network, options, training } = resolveSettings({ benchmark, method, profile, seed: 1, settings });
  const { task } = benchmarkNamed(benchmark);
  const random = Random.from(1, 'head');
  const groups = labels.map(({ name, outputs, range, levels }) => {
    const trainLevels = Float32Array.from({ length: 8 * outputs }, (_, i) => i % 7);
    const context = { levels, outputs, task, options, seed: 1, random, trainLevels };
    const [candidate] = methodNamed(method).candidates(options);
    return { name, outputs, space: new LabelSpace(range, levels), head: methodNamed(method).head(candidate, context) };
  });
  const built = networkNamed(network.name).build(
    { theta: network.theta, groups, options: network.options },
    Random.from(1, 'network'),
  );
  const model = new Model(built, groups, network.theta, Random.from(1, 'output'));
  return { model, config: training, levels: labels.map((group) => group.levels) };
}

/** A batch of random images and levels, which the caller disposes. */
export function randomBatch(model: Model, levels: readonly number[], size: number, seed: number): Batch {
  const random = Random.from(seed, 'batch');
  const draws = (shape: number[], most: number) => {
    const count = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(
      Float32Array.from({ length: count }, () => random.uniform(0, most)),
      shape,
    );
  };
  const [height, width] = model.imageSize;
  return {
    images: draws([size, height, width, 3], 255) as tf.Tensor4D,
    labels: model.groups.map(({ outputs }, g) => draws([outputs, size], levels[g] - 1) as tf.Tensor2D),
  };
}
