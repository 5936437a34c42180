import { BEL_FAMILIES } from '../encodings/bel';
import { RlelError } from '../errors';
import type { MethodOptions } from '../methods/method';
import type { TrainingConfig } from '../training/config';

/** The settings of a benchmark in a profile. */
export interface Settings {
  readonly labels: { readonly range: readonly [number, number]; readonly levels: number };
  /** Frames with a larger |angle| are skipped, degrees. */
  readonly maxAngle: number;
  readonly network: { readonly name: string; readonly theta: number };
  readonly training: TrainingConfig;
  readonly options: MethodOptions;
  /** Frames of the synthetic twin. */
  readonly twinFrames: number;
  /** How these settings differ from the published ones. */
  readonly departures: readonly string[];
}

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  readonly profiles: Readonly<Record<string, Settings>>;
}

/** As the published steering code runs it (facts: SGD 0.1, biases ×2, D 20×, ÷10 from epochs 10 and 30, norm 1). */
const PUBLISHED: Settings = {
  labels: { range: [-160, 539], levels: 700 },
  maxAngle: 100,
  network: { name: 'pilotnet', theta: 10 },
  training: {
    optimizer: 'sgd',
    learningRate: 0.1,
    biasMultiplier: 2,
    decodingMultiplier: 20,
    milestones: [10, 30],
    clipNorm: 1,
    epochs: 50,
    batchSize: 64,
    augment: true,
    selection: 'last',
  },
  options: {
    alpha: 2,
    beta: 0,
    form: 'published-code',
    width: 0,
    decodingInit: 'uniform',
    directLoss: 'l1',
    families: [...BEL_FAMILIES],
    decoder: 'expected',
    energy: 'proportional',
  },
  twinFrames: 20_000,
  departures: [
    'test and validation images are not augmented (the published loader augments them, label noise included)',
    'frames over 100° are skipped, not replaced by the next one',
    'split by contiguous blocks of time (70/10/20), not at random',
    'SA and AE codes: energy and architecture are this kit’s choice',
  ],
};

const STANDARD: Settings = {
  ...PUBLISHED,
  labels: { range: [-100, 100], levels: 201 },
  training: { ...PUBLISHED.training, epochs: 20, milestones: [10, 16] },
  twinFrames: 6_000,
  departures: [
    ...PUBLISHED.departures,
    '201 levels of 1° over ±100° in place of 700 over −160…539°',
    '20 epochs in place of 50',
  ],
};

const QUICK: Settings = {
  ...STANDARD,
  labels: { range: [-100, 100], levels: 101 },
  network: { name: 'pilotnet-compact', theta: 10 },
  training: {
    ...PUBLISHED.training,
    optimizer: 'adam',
    learningRate: 2e-3,
    biasMultiplier: 1,
    decodingMultiplier: 10,
    milestones: [11, 14],
    epochs: 16,
    batchSize: 32,
  },
  options: { ...PUBLISHED.options, alpha: 0.1, beta: 1 },
  twinFrames: 1_600,
  departures: [
    ...PUBLISHED.departures,
    '101 levels of 2° over ±100° in place of 700 over −160…539°',
    'compact network on 33 × 100 images',
    'Adam 0.002 with D at 10×, 16 epochs, batches of 32',
    'α 0.1 and β 1 in place of α 2 and β 0',
  ],
};

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  PN: {
    name: 'PN',
    title: 'steering angle, PilotNet, SullyChen driving data',
    profiles: { quick: QUICK, standard: STANDARD, paper: PUBLISHED },
  },
};

export const benchmarkNames = (): string[] => Object.keys(BENCHMARKS);
export const PROFILES = ['quick', 'standard', 'paper'] as const;

/** @throws RlelError naming the benchmarks there are. */
export function benchmarkNamed(name: string): Benchmark {
  const benchmark = BENCHMARKS[name];
  if (!benchmark) throw new RlelError(`Unknown benchmark "${name}": expected one of ${benchmarkNames().join(', ')}.`);
  return benchmark;
}

/** @throws RlelError naming the benchmarks or profiles there are. */
export function settingsOf(benchmark: string, profile: string): Settings {
  const settings = benchmarkNamed(benchmark).profiles[profile];
  if (!settings) throw new RlelError(`Unknown profile "${profile}": expected one of ${PROFILES.join(', ')}.`);
  return settings;
}
