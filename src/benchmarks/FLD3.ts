import { HELD_OUT, MACHINE, OF_ALL, WITH_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { QUICK_BEL, QUICK_DEPARTURES, QUICK_TRAINING } from './quick';

/** 98 landmarks. `rlel run --benchmark FLD3 --method rlel --seed 1`; `--profile paper` as published. */
export const FLD3 = defineBenchmark({
  name: 'FLD3',
  title: '98 landmarks, WFLW',
  task: 'landmarks',
  layouts: ['wflw'],
  paper: {
    data: 'WFLW',
    levels: 256,
    results: {
      sa: [4.52, 0.02],
      ae: [4.36, 0.01],
      lel: [4.35, 0.02],
      bel: [4.36, 0.02],
      rlel: [4.35, 0.01],
    },
  },
  // The published landmark code (HRNet) and its README's command.
  settings: {
    labels: [{ name: 'coordinates', outputs: 196, range: [0, 255], levels: 256 }],
    trainFraction: 1,
    network: { name: 'hrnet-w18', theta: 10 },
    training: {
      optimizer: 'adam',
      learningRate: 3e-4,
      decodingMultiplier: 20,
      milestones: [29, 49], // 30 and 50, stepped at the start of an epoch
      epochs: 60,
      batchSize: 16,
      augmentation: 'warp',
      selection: 'best-test', // of the last two epochs
      oddities: ['truncated-coordinates', 'encoder-ones'],
    },
    methods: { rlel: { alpha: 0.1, beta: 0, form: 'published-code' } },
  },
  departures: [
    ...OF_ALL,
    WITH_THETA,
    HELD_OUT,
    'images keep their contrast (the published resizing stretches each to its full range)',
  ],
  profiles: {
    paper: {
      // The test set chooses nothing; coordinates keep their fractions; absent levels are not counted.
      training: { selection: 'best-validation', oddities: [] },
      twin: { train: 4_000, test: 800 },
    },
    standard: { training: { epochs: 20, milestones: [12, 17] }, twin: { train: 2_000, test: 400 } },
    quick: {
      labels: [{ name: 'coordinates', outputs: 196, range: [0, 255], levels: 32 }],
      network: { name: 'hrnet-compact' },
      training: { ...QUICK_TRAINING, epochs: 3, milestones: [2], batchSize: 32 },
      methods: { rlel: { alpha: 0.01, beta: 1, form: 'published-code' }, bel: QUICK_BEL },
      twin: { train: 1_400, test: 200 },
      departures: QUICK_DEPARTURES,
      expected: { error: 19.43, seconds: 16, machine: MACHINE },
    },
  },
});
