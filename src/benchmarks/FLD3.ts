import { HELD_OUT, MACHINE, OF_ALL, WITH_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_TRAINING, QUICK_TWIN } from './quick';

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
      twin: { train: 4_000, test: 800, scenes: 'wild' },
    },
    standard: { training: { epochs: 20, milestones: [12, 17] }, twin: { train: 2_000, test: 400, scenes: 'wild' } },
    quick: {
      labels: [{ name: 'coordinates', outputs: 196, range: [0, 255], levels: 64 }],
      network: { name: 'hrnet-compact' },
      training: QUICK_TRAINING,
      methods: QUICK_METHODS,
      tuned: tunedFor('landmarks'),
      twin: QUICK_TWIN,
      departures: QUICK_DEPARTURES,
      expected: { error: 5.48, seconds: 59, machine: MACHINE },
    },
  },
});
