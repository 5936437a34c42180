import { benchmarkNamed } from '../benchmarks/registry';
import { methodNamed } from '../methods/registry';
import { networkNamed } from '../networks/registry';
import { Random } from '../random/random';
import type { RunConfig } from '../store/runRecord';
import { labelValues, type Reading } from '../training/batches/batches';
import { Model } from '../training/model';

/** The model of a run's candidate, with the initial values of the run's seed. */
export function buildModel(config: RunConfig, candidate: string, reading: Reading): Model {
  const { theta, name, options: networkOptions } = config.network;
  const { task } = benchmarkNamed(config.benchmark);
  const values = labelValues(reading, reading.data.split.train); // [samples][outputs]
  let position = 0;
  const random = Random.from(config.seed, 'head');
  const groups = reading.groups.map(({ name: group, outputs, space }) => {
    const first = position;
    position += outputs;
    const trainLevels = Float32Array.from({ length: outputs * values.length }, (_, i) =>
      space.toLevel(values[i % values.length][first + Math.floor(i / values.length)]),
    ); // [L, samples]
    const { options, seed } = config;
    const context = { levels: space.levels, outputs, task, options, seed, random, trainLevels };
    return { name: group, outputs, head: methodNamed(config.method).head(candidate, context) };
  });
  const network = networkNamed(name).build(
    { theta, groups, options: networkOptions },
    Random.from(config.seed, 'network'),
  );
  return new Model(network, groups, theta, Random.from(config.seed, 'output'));
}
