import { HELD_OUT, MACHINE, OF_ALL, WITH_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_TRAINING, QUICK_TWIN } from './quick';

/** 68 landmarks. `rlel run --benchmark FLD2 --method rlel --seed 1`; `--profile paper` as published. */
export const FLD2 = defineBenchmark({
  name: 'FLD2',
  title: '68 landmarks, 300W',
  task: 'landmarks',
  layouts: ['300w'],
  paper: {
    data: '300W',
    levels: 256,
    results: {
      sa: [3.59, 0],
      ae: [3.39, 0],
      lel: [3.39, 0.01],
      bel: [3.4, 0.02],
      rlel: [3.37, 0.02],
    },
  },
  // The published landmark code (HRNet) and its README's command.
  settings: {
    labels: [{ name: 'coordinates', outputs: 136, range: [0, 255], levels: 256 }],
    trainFraction: 1,
    network: { name: 'hrnet-w18', theta: 10 },
    training: {
      optimizer: 'adam',
      learningRate: 7e-4,
      decodingMultiplier: 20,
      milestones: [29, 49], // 30 and 50, stepped at the start of an epoch
      epochs: 60,
      batchSize: 16,
      augmentation: 'warp',
      selection: 'best-test', // of the last two epochs
      oddities: ['truncated-coordinates', 'encoder-ones'],
    },
    methods: { rlel: { alpha: 1, beta: 5, form: 'published-code' } },
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
      labels: [{ name: 'coordinates', outputs: 136, range: [0, 255], levels: 64 }],
      network: { name: 'hrnet-compact' },
      training: QUICK_TRAINING,
      methods: QUICK_METHODS,
      tuned: tunedFor('landmarks'),
      twin: QUICK_TWIN,
      departures: QUICK_DEPARTURES,
      expected: { error: 5.56, seconds: 48, machine: MACHINE },
    },
  },
});
