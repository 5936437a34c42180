import { HELD_OUT, MACHINE, OF_ALL, WITH_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_SMALL_TRAINING, QUICK_TWIN } from './quick';

/** 98 landmarks, on a tenth of the training list. `rlel run --benchmark FLD3_s --method rlel --seed 1`; `--profile paper` as published. */
export const FLD3_s = defineBenchmark({
  name: 'FLD3_s',
  title: '98 landmarks, 10 % of WFLW',
  task: 'landmarks',
  layouts: ['wflw'],
  paper: {
    data: '10 % of WFLW',
    levels: 256,
    results: {
      sa: [6.38, 0.01],
      ae: [5.62, 0.01],
      lel: [5.68, 0.04],
      bel: [5.62, 0],
      rlel: [5.58, 0.01],
    },
  },
  // The published landmark code (HRNet) and its README's command.
  settings: {
    labels: [{ name: 'coordinates', outputs: 196, range: [0, 255], levels: 256 }],
    trainFraction: 0.1,
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
    methods: { rlel: { alpha: 0.1, beta: 5, form: 'published-code' } },
  },
  departures: [
    ...OF_ALL,
    WITH_THETA,
    HELD_OUT,
    'images keep their contrast (the published resizing stretches each to its full range)',
    'the 10 % list is drawn by this kit (--train-list takes another)',
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
      training: QUICK_SMALL_TRAINING,
      methods: QUICK_METHODS,
      tuned: tunedFor('few landmarks'),
      twin: QUICK_TWIN,
      departures: QUICK_DEPARTURES,
      expected: { error: 9.4, seconds: 35, machine: MACHINE },
    },
  },
});
