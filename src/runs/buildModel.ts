import { benchmarkNamed } from '../benchmarks/registry';
import { RlelError } from '../errors';
import { LabelSpace } from '../labels/labelSpace';
import type { Constants, HeadContext } from '../methods/method';
import { methodNamed } from '../methods/registry';
import { networkNamed } from '../networks/registry';
import { Random } from '../random/random';
import type { RunConfig } from '../store/runRecord';
import { type LabelGroup, labelValues, type Reading } from '../training/batches/batches';
import { Model } from '../training/model';

/** A run's groups of outputs with their label spaces. */
export const labelGroups = ({ labels }: RunConfig): LabelGroup[] =>
  labels.map(({ name, outputs, range, levels }) => ({ name, outputs, space: new LabelSpace(range, levels) }));

/** The model of a run's candidate, with the initial values of the run's seed. */
export function buildModel(config: RunConfig, candidate: string, reading: Reading): Model {
  const values = labelValues(reading, reading.data.split.train); // [samples][outputs]
  let position = 0;
  return assembled(config, candidate, ({ outputs, space }) => {
    const first = position;
    position += outputs;
    const trainLevels = Float32Array.from({ length: outputs * values.length }, (_, i) =>
      space.toLevel(values[i % values.length][first + Math.floor(i / values.length)]),
    ); // [L, samples]
    return { trainLevels };
  });
}

/**
 * The model of a run's candidate that was trained, without the run's data.
 * @param constants of its heads, by group, as they were stored with the weights.
 * @throws RlelError for a head that needs its training labels.
 */
export const rebuildModel = (
  config: RunConfig,
  candidate: string,
  constants: Readonly<Record<string, Constants | undefined>>,
): Model => assembled(config, candidate, ({ name }) => ({ trainLevels: noLabels(config), constants: constants[name] }));

/** Labels that are not there: who looks at them is told. */
const noLabels = ({ method }: RunConfig): Float32Array =>
  new Proxy(new Float32Array(0), {
    get() {
      throw new RlelError(
        `the model of method ${method} needs what it took from its training labels (constants), which its run has not stored: an older version of the kit made it, or the method gives none. Make the run again ("rlel run … --fresh").`,
      );
    },
  });

function assembled(
  config: RunConfig,
  candidate: string,
  known: (group: LabelGroup) => Pick<HeadContext, 'trainLevels' | 'constants'>,
): Model {
  const { theta, name, options: networkOptions } = config.network;
  const { task } = benchmarkNamed(config.benchmark);
  const random = Random.from(config.seed, 'head');
  const groups = labelGroups(config).map((group) => {
    const { outputs, space } = group;
    const { options, seed } = config;
    const context = { levels: space.levels, outputs, task, options, seed, random, ...known(group) };
    return { name: group.name, outputs, head: methodNamed(config.method).head(candidate, context) };
  });
  const network = networkNamed(name).build(
    { theta, groups, options: networkOptions },
    Random.from(config.seed, 'network'),
  );
  return new Model(network, groups, theta, Random.from(config.seed, 'output'));
}
