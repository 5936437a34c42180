import { HELD_OUT, MACHINE, OF_ALL, WITH_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_SMALL_TRAINING, QUICK_TWIN } from './quick';

/** 29 landmarks, on a tenth of the training list. `rlel run --benchmark FLD1_s --method rlel --seed 1`; `--profile paper` as published. */
export const FLD1_s = defineBenchmark({
  name: 'FLD1_s',
  title: '29 landmarks, 10 % of COFW',
  task: 'landmarks',
  layouts: ['cofw'],
  paper: {
    data: '10 % of COFW',
    levels: 256,
    results: {
      sa: [6.52, 0.05],
      ae: [4.85, 0.03],
      lel: [4.98, 0.07],
      bel: [4.63, 0.03],
      rlel: [4.71, 0.04],
    },
  },
  // The published landmark code (HRNet) and its README's command.
  settings: {
    labels: [{ name: 'coordinates', outputs: 58, range: [0, 255], levels: 256 }],
    trainFraction: 0.1,
    network: { name: 'hrnet-w18', theta: 30 },
    training: {
      optimizer: 'adam',
      learningRate: 5e-4,
      decodingMultiplier: 20,
      milestones: [29, 49], // 30 and 50, stepped at the start of an epoch
      epochs: 60,
      batchSize: 16,
      augmentation: 'warp',
      selection: 'best-test', // of the last two epochs
      oddities: ['truncated-coordinates', 'encoder-ones'],
    },
    methods: { rlel: { alpha: 0, beta: 4, form: 'published-code' } },
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
      labels: [{ name: 'coordinates', outputs: 58, range: [0, 255], levels: 64 }],
      network: { name: 'hrnet-compact' },
      training: QUICK_SMALL_TRAINING,
      methods: QUICK_METHODS,
      tuned: tunedFor('few landmarks'),
      twin: QUICK_TWIN,
      departures: QUICK_DEPARTURES,
      expected: { error: 5.53, seconds: 23, machine: MACHINE },
    },
  },
});
