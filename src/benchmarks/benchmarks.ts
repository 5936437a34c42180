import { BEL_FAMILIES } from '../encodings/bel';
import { RlelError } from '../errors';
import type { Task } from '../losses/rlel';
import type { MethodOptions } from '../methods/method';
import type { ImageStatistics } from '../networks/normalization';
import type { TrainingConfig } from '../training/config';

/** Outputs that share a label space. */
export interface LabelSettings {
  /** yaw, pitch, roll; coordinates; age; angle. */
  readonly name: string;
  readonly outputs: number;
  /** Values of the lowest and the highest level, in the label's unit; landmarks: on a grid of 256 over the face. */
  readonly range: readonly [number, number];
  /** N. */
  readonly levels: number;
}

/** The settings of a benchmark in a profile. */
export interface Settings {
  readonly labels: readonly LabelSettings[];
  /** Share of the training list that is used: 0.1 for the _s benchmarks. */
  readonly trainFraction: number;
  /** Driving: frames with a larger |angle| are skipped, degrees. */
  readonly maxAngle: number;
  readonly network: { readonly name: string; readonly theta: number; readonly statistics: ImageStatistics };
  readonly training: TrainingConfig;
  readonly options: MethodOptions;
  /** Images of the synthetic twin; for driving, frames in all. */
  readonly twin: { readonly train: number; readonly test: number };
  /** How these settings differ from the published ones. */
  readonly departures: readonly string[];
}

export const PROFILES = ['quick', 'standard', 'paper'] as const;
export type Profile = (typeof PROFILES)[number];

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  readonly task: Task;
  /** Layouts that it reads; the first is the paper's, and the twin's. */
  readonly layouts: readonly string[];
  readonly profiles: Readonly<Record<Profile, Settings>>;
}

const OPTIONS: MethodOptions = {
  alpha: 0,
  beta: 0,
  form: 'published-code',
  width: 0,
  decodingInit: 'uniform',
  directLoss: 'l1',
  families: [...BEL_FAMILIES],
  decoder: 'expected',
  energy: 'proportional',
};

const TRAINING: TrainingConfig = {
  optimizer: 'adam',
  learningRate: 1e-4,
  biasMultiplier: 1,
  headMultiplier: 1,
  decodingMultiplier: 10,
  freezeStem: false,
  milestones: [],
  resetAtMilestones: false,
  clipNorm: 0,
  epochs: 50,
  batchSize: 16,
  augmentation: 'none',
  selection: 'last',
  oddities: [],
};

/** Where every profile departs from the published code. */
const COMMON_DEPARTURES = ['SA and AE codes: energy and architecture are this kit’s choice'];
const HELD_OUT = 'a tenth of the training list is held out for validation';

/** What the quick and standard profiles of a benchmark change. */
interface Changes {
  readonly labels?: readonly LabelSettings[];
  readonly network?: string;
  readonly training: Partial<TrainingConfig>;
  readonly options: Partial<MethodOptions>;
  readonly twin: Settings['twin'];
  readonly departures: readonly string[];
}

function changed(settings: Settings, { labels, network, training, options, twin, departures }: Changes): Settings {
  return {
    ...settings,
    labels: labels ?? settings.labels,
    network: { ...settings.network, name: network ?? settings.network.name },
    training: { ...settings.training, ...training },
    options: { ...settings.options, ...options },
    twin,
    departures: [...settings.departures, ...departures],
  };
}

/** In the quick profile the small networks are trained from scratch, all alike. */
const QUICK_TRAINING: Partial<TrainingConfig> = {
  optimizer: 'adam',
  learningRate: 0.01,
  biasMultiplier: 1,
  headMultiplier: 1,
  decodingMultiplier: 10,
  freezeStem: false,
  resetAtMilestones: false,
  clipNorm: 1,
  epochs: 5,
  milestones: [3, 4],
  batchSize: 64,
  augmentation: 'none',
  selection: 'last',
};
const NO_AUGMENTATION = 'no augmentation';
/** Two families of codes are tried, not six. */
const QUICK_FAMILIES = ['U', 'J'];
const QUICK_DEPARTURES = [
  'compact network, trained from scratch on small images',
  'Adam with D at 10×, gradient norm at most 1, nothing frozen; epochs, batches and learning rate suit a run of seconds',
  'BEL tries U and J',
];

// Head pose: ResNet50 with three heads.

type Angles = readonly (readonly [name: string, low: number, high: number])[];

const angleLabels = (angles: Angles, step: number): LabelSettings[] =>
  angles.map(([name, low, high]) => ({ name, outputs: 1, range: [low, high], levels: (high - low) / step + 1 }));

function pose(settings: {
  angles: Angles;
  coarse: Angles;
  training: Partial<TrainingConfig>;
  quick: { readonly epochs: number; readonly milestones: readonly number[]; readonly train: number };
  alpha: number;
  beta: number;
  departures: readonly string[];
}): Benchmark['profiles'] {
  const paper: Settings = {
    labels: angleLabels(settings.angles, 1),
    trainFraction: 1,
    maxAngle: 180,
    network: { name: 'resnet50', theta: 10, statistics: 'imagenet' },
    training: {
      ...TRAINING,
      biasMultiplier: 5,
      headMultiplier: 5,
      freezeStem: true,
      resetAtMilestones: true,
      selection: 'best-validation',
      ...settings.training,
    },
    options: { ...OPTIONS, alpha: settings.alpha, beta: settings.beta },
    twin: { train: 8_000, test: 1_000 },
    departures: [
      ...COMMON_DEPARTURES,
      HELD_OUT,
      'the epoch is the best on validation, not on the test set',
      'test images are cropped in the middle, not at random',
      'Adam updates each parameter once a step, not two to four times',
      ...settings.departures,
    ],
  };
  const standard = changed(paper, {
    training: { epochs: 10, milestones: [7] },
    options: {},
    twin: { train: 4_000, test: 800 },
    departures: ['10 epochs'],
  });
  const quick = changed(paper, {
    labels: angleLabels(settings.coarse, 3),
    network: 'resnet34-compact',
    training: { ...QUICK_TRAINING, epochs: settings.quick.epochs, milestones: settings.quick.milestones },
    options: { families: QUICK_FAMILIES, form: 'paper', alpha: 0, beta: 0.0001 },
    twin: { train: settings.quick.train, test: 300 },
    departures: [...QUICK_DEPARTURES, NO_AUGMENTATION, 'levels of 3°', 'eq. 5 to the letter, α 0 and β 0.0001'],
  });
  return { quick, standard, paper };
}

const LFH1 = pose({
  angles: [
    ['yaw', -99, 100],
    ['pitch', -99, 100],
    ['roll', -99, 100],
  ],
  coarse: [
    ['yaw', -99, 99],
    ['pitch', -99, 99],
    ['roll', -99, 99],
  ],
  training: { learningRate: 1e-5, milestones: [10], epochs: 20, batchSize: 16, augmentation: 'crop-mirror' },
  quick: { epochs: 5, milestones: [3, 4], train: 1_600 },
  alpha: 0,
  beta: 2,
  departures: [],
});

const LFH2 = pose({
  angles: [
    ['yaw', -74, 75],
    ['pitch', -65, 84],
    ['roll', -55, 44],
  ],
  coarse: [
    ['yaw', -75, 75],
    ['pitch', -66, 84],
    ['roll', -57, 45],
  ],
  training: { learningRate: 1e-4, milestones: [30], epochs: 50, batchSize: 8, augmentation: 'crop' },
  quick: { epochs: 8, milestones: [5, 7], train: 1_000 },
  alpha: 1,
  beta: 0.5,
  departures: ['validation sequences are held out whole'],
});

// Facial landmarks: HRNetV2-W18 with a head for each coordinate.

function landmarks(settings: {
  points: number;
  theta: number;
  learningRate: number;
  alpha: number;
  beta: number;
  fraction?: number;
}): Benchmark['profiles'] {
  const coordinates = (levels: number): LabelSettings[] => [
    { name: 'coordinates', outputs: 2 * settings.points, range: [0, 255], levels },
  ];
  const paper: Settings = {
    labels: coordinates(256),
    trainFraction: settings.fraction ?? 1,
    maxAngle: 180,
    network: { name: 'hrnet-w18', theta: settings.theta, statistics: 'imagenet' },
    training: {
      ...TRAINING,
      learningRate: settings.learningRate,
      decodingMultiplier: 20,
      milestones: [29, 49],
      epochs: 60,
      batchSize: 16,
      augmentation: 'warp',
      selection: 'best-validation',
    },
    options: { ...OPTIONS, alpha: settings.alpha, beta: settings.beta },
    twin: { train: 4_000, test: 800 },
    departures: [
      ...COMMON_DEPARTURES,
      HELD_OUT,
      'the epoch is the best on validation, not on the test set',
      'coordinates keep their fractions, in training and after decoding',
      'images keep their contrast (the published resizing stretches each to its full range)',
      ...(settings.fraction ? ['the 10 % list is drawn by this kit (--train-list takes another)'] : []),
    ],
  };
  const standard = changed(paper, {
    training: { epochs: 20, milestones: [12, 17] },
    options: {},
    twin: { train: 2_000, test: 400 },
    departures: ['20 epochs'],
  });
  const quick = changed(paper, {
    labels: coordinates(32),
    network: 'hrnet-compact',
    training: {
      ...QUICK_TRAINING,
      ...(settings.fraction
        ? { epochs: 18, milestones: [14, 16], batchSize: 16 }
        : { epochs: 3, milestones: [2], batchSize: 32 }),
    },
    options: { families: QUICK_FAMILIES, alpha: 0.01, beta: 1 },
    twin: { train: 1_400, test: 200 },
    departures: [...QUICK_DEPARTURES, NO_AUGMENTATION, '32 levels', 'α 0.01 and β 1'],
  });
  return { quick, standard, paper };
}

// Age: ResNet50 with one head.

function age(settings: {
  range: readonly [number, number];
  alpha: number;
  departures: readonly string[];
}): Benchmark['profiles'] {
  const [low, high] = settings.range;
  const paper: Settings = {
    labels: [{ name: 'age', outputs: 1, range: settings.range, levels: high - low + 1 }],
    trainFraction: 1,
    maxAngle: 180,
    network: { name: 'resnet50', theta: 10, statistics: 'age' },
    training: { ...TRAINING, milestones: [29, 39], epochs: 50, batchSize: 64, augmentation: 'crop' },
    options: { ...OPTIONS, alpha: settings.alpha, beta: 0 },
    twin: { train: 8_000, test: 1_000 },
    departures: [
      ...COMMON_DEPARTURES,
      'all of the last 7 × 7 map is averaged, not its top-left 4 × 4',
      ...settings.departures,
    ],
  };
  const standard = changed(paper, {
    training: { epochs: 10, milestones: [6, 9] },
    options: {},
    twin: { train: 4_000, test: 800 },
    departures: ['10 epochs'],
  });
  const quick = changed(paper, {
    network: 'resnet34-compact',
    training: QUICK_TRAINING,
    options: { families: QUICK_FAMILIES, alpha: 0.1, beta: 0.01 },
    twin: { train: 1_600, test: 300 },
    departures: [...QUICK_DEPARTURES, NO_AUGMENTATION, 'α 0.1 and β 0.01'],
  });
  return { quick, standard, paper };
}

// Steering: PilotNet, as the published code runs it: SGD 0.1, biases 2×, D 20×, ÷10 from epochs 10 and 30, norm 1.

const PN_PAPER: Settings = {
  labels: [{ name: 'angle', outputs: 1, range: [-160, 539], levels: 700 }],
  trainFraction: 1,
  maxAngle: 100,
  network: { name: 'pilotnet', theta: 10, statistics: 'imagenet' },
  training: {
    ...TRAINING,
    optimizer: 'sgd',
    learningRate: 0.1,
    biasMultiplier: 2,
    decodingMultiplier: 20,
    milestones: [10, 30],
    clipNorm: 1,
    epochs: 50,
    batchSize: 64,
    augmentation: 'steering',
  },
  options: { ...OPTIONS, alpha: 2 },
  twin: { train: 16_000, test: 4_000 },
  departures: [
    ...COMMON_DEPARTURES,
    'test and validation images are not augmented (the published loader augments them, label noise included)',
    'frames over 100° are skipped, not replaced by the next one',
    'split by contiguous blocks of time (70/10/20), not at random',
  ],
};

const steeringLabels = (levels: number): LabelSettings[] => [{ name: 'angle', outputs: 1, range: [-100, 100], levels }];

const PN: Benchmark['profiles'] = {
  quick: changed(PN_PAPER, {
    labels: steeringLabels(101),
    network: 'pilotnet-compact',
    training: {
      ...QUICK_TRAINING,
      learningRate: 2e-3,
      epochs: 9,
      milestones: [6, 8],
      batchSize: 32,
      augmentation: 'steering',
    },
    options: { families: QUICK_FAMILIES, alpha: 0.1, beta: 0.01 },
    twin: { train: 1_280, test: 320 },
    departures: [...QUICK_DEPARTURES, '101 levels of 2° over ±100°', 'α 0.1 and β 0.01'],
  }),
  standard: changed(PN_PAPER, {
    labels: steeringLabels(201),
    training: { epochs: 20, milestones: [10, 16] },
    options: {},
    twin: { train: 4_800, test: 1_200 },
    departures: ['201 levels of 1° over ±100°', '20 epochs'],
  }),
  paper: PN_PAPER,
};

const benchmark = (
  name: string,
  title: string,
  task: Task,
  layouts: readonly string[],
  profiles: Benchmark['profiles'],
): Benchmark => ({ name, title, task, layouts, profiles });

const POINTS = {
  FLD1: { points: 29, theta: 30, learningRate: 5e-4 },
  FLD2: { points: 68, theta: 10, learningRate: 7e-4 },
  FLD3: { points: 98, theta: 10, learningRate: 3e-4 },
};

const ALL: readonly Benchmark[] = [
  benchmark('LFH1', 'head pose, 300W-LP → AFLW2000-3D', 'pose', ['300w-lp', 'pointing04'], LFH1),
  benchmark('LFH2', 'head pose, BIWI 70/30', 'pose', ['biwi', 'pointing04'], LFH2),
  benchmark('FLD1', '29 landmarks, COFW', 'landmarks', ['cofw'], landmarks({ ...POINTS.FLD1, alpha: 0, beta: 3 })),
  benchmark(
    'FLD1_s',
    '29 landmarks, 10 % of COFW',
    'landmarks',
    ['cofw'],
    landmarks({ ...POINTS.FLD1, alpha: 0, beta: 4, fraction: 0.1 }),
  ),
  benchmark('FLD2', '68 landmarks, 300W', 'landmarks', ['300w'], landmarks({ ...POINTS.FLD2, alpha: 1, beta: 5 })),
  benchmark(
    'FLD2_s',
    '68 landmarks, 10 % of 300W',
    'landmarks',
    ['300w'],
    landmarks({ ...POINTS.FLD2, alpha: 0.05, beta: 5, fraction: 0.1 }),
  ),
  benchmark('FLD3', '98 landmarks, WFLW', 'landmarks', ['wflw'], landmarks({ ...POINTS.FLD3, alpha: 0.1, beta: 0 })),
  benchmark(
    'FLD3_s',
    '98 landmarks, 10 % of WFLW',
    'landmarks',
    ['wflw'],
    landmarks({ ...POINTS.FLD3, alpha: 0.1, beta: 5, fraction: 0.1 }),
  ),
  benchmark(
    'AE1',
    'age, MORPH-II',
    'age',
    ['morph2', 'utkface'],
    age({ range: [16, 77], alpha: 2, departures: ['images are taken as they are (no alignment)'] }),
  ),
  benchmark(
    'AE2',
    'age, AFAD',
    'age',
    ['afad', 'afad-tree', 'utkface'],
    age({ range: [15, 40], alpha: 5, departures: [] }),
  ),
  benchmark('PN', 'steering angle, PilotNet, SullyChen driving data', 'steering', ['driving', 'udacity'], PN),
];

const BENCHMARKS = new Map(ALL.map((entry) => [entry.name, entry]));

export const benchmarkNames = (): string[] => [...BENCHMARKS.keys()];

/** @throws RlelError naming the benchmarks there are. */
export function benchmarkNamed(name: string): Benchmark {
  const found = BENCHMARKS.get(name);
  if (!found) throw new RlelError(`Unknown benchmark "${name}": expected one of ${benchmarkNames().join(', ')}.`);
  return found;
}

/** @throws RlelError naming the benchmarks or profiles there are. */
export function settingsOf(name: string, profile: string): Settings {
  const settings = benchmarkNamed(name).profiles[profile as Profile];
  if (!settings) throw new RlelError(`Unknown profile "${profile}": expected one of ${PROFILES.join(', ')}.`);
  return settings;
}
