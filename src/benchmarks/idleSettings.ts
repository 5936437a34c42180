import { RlelError } from '../errors';
import { readersInstead } from '../methods/effects';
import type { MethodOptions } from '../methods/method';
import type { Oddity, TrainingConfig } from '../training/config';
import { benchmarkNamed, type Settings } from './benchmarks';

/** What of a request may have no effect. */
interface Asked {
  readonly benchmark: string;
  readonly method: string;
  readonly maxAngle?: number;
  readonly training?: Partial<TrainingConfig>;
  readonly options?: Partial<MethodOptions>;
}

const KNOWN: readonly string[] = [
  ...['benchmark', 'method', 'profile', 'seed', 'range', 'levels', 'maxAngle', 'trainFraction', 'network', 'theta'],
  ...['training', 'options'],
];

/**
 * Refuses what a request asks for and its run would not look at: a run of another name with the same training.
 * @param settings what the request resolves to.
 * @throws RlelError naming the setting, and what looks at it.
 */
export function refuseIdleSettings(request: Asked, settings: Settings): void {
  const { method, benchmark, maxAngle, training = {}, options = {} } = request;
  const unknown = Object.keys(request).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0)
    throw new RlelError(`A run has no setting ${unknown.join(', ')}: expected of ${KNOWN.join(', ')}.`);
  const given = Object.entries({ ...options, ...training }).flatMap(([key, value]) =>
    value === undefined ? [] : [key],
  );
  const problems = given.flatMap((key) => {
    const readers = readersInstead(method, key);
    return readers ? [`${key} has no effect on ${method}, only on ${readers.join(', ')}`] : [];
  });
  if (maxAngle !== undefined && benchmarkNamed(benchmark).task !== 'steering')
    problems.push(`maxAngle has no effect on ${benchmark}, only on driving data`);
  for (const oddity of training.oddities ?? []) {
    const missing = NEEDS[oddity]?.(settings, benchmark);
    if (missing) problems.push(`oddity ${oddity} has no effect here: it needs ${missing}`);
  }
  const unreached = training.milestones?.find((epoch) => epoch >= settings.training.epochs);
  if (unreached !== undefined)
    problems.push(`milestone ${unreached} has no effect in ${settings.training.epochs} epochs, counted from 0`);
  if (problems.length > 0)
    throw new RlelError(`Settings without effect.\n  ${problems.join('\n  ')}\nLeave out what has none.`);
}

/** What an oddity needs to have an effect; null: it is there. */
const NEEDS: Partial<Record<Oddity, (settings: Settings, benchmark: string) => string | null>> = {
  'test-augmentation': ({ training }) => (training.augmentation === 'none' ? 'augmented training images' : null),
  'corner-pooling': ({ network }) => (network.name.startsWith('resnet') ? null : 'a ResNet'),
  'repeated-adam': ({ training }) => (training.optimizer === 'adam' ? null : 'the optimizer adam'),
  'frozen-statistics': ({ network, training }) =>
    network.name.startsWith('pilotnet')
      ? 'a network with batch normalisation'
      : training.milestones.length > 0
        ? null
        : 'milestones',
  'truncated-coordinates': (_, benchmark) => (benchmarkNamed(benchmark).task === 'landmarks' ? null : 'landmarks'),
};
