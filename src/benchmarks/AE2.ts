import { MACHINE, OF_ALL, WIDER_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_TRAINING, QUICK_TWIN } from './quick';

/** Age. `rlel run --benchmark AE2 --method rlel --seed 1`; `--profile paper` as published. */
export const AE2 = defineBenchmark({
  name: 'AE2',
  title: 'age, AFAD',
  task: 'age',
  layouts: ['afad', 'afad-tree', 'utkface'],
  paper: {
    data: 'AFAD',
    levels: 32,
    results: {
      sa: [3.17, 0.01],
      ae: [3.19, 0.01],
      lel: [3.17, 0.01],
      bel: [3.11, 0],
      rlel: [3.14, 0.01],
    },
  },
  // The published age code and its README's command.
  settings: {
    labels: [{ name: 'age', outputs: 1, range: [15, 40], levels: 26 }],
    network: { name: 'resnet50', theta: 10, options: { imageStatistics: 'age', cornerPooling: true } },
    training: {
      optimizer: 'adam',
      learningRate: 1e-4,
      decodingMultiplier: 10,
      milestones: [29, 39], // 30 and 40, stepped at the start of an epoch
      epochs: 50,
      batchSize: 64,
      augmentation: 'crop',
      selection: 'last',
    },
    methods: { rlel: { alpha: 5, beta: 0, form: 'published-code' } },
  },
  departures: [...OF_ALL, WIDER_THETA],
  profiles: {
    paper: {
      network: { options: { cornerPooling: false } }, // all of the last map is averaged
      twin: { train: 8_000, test: 1_000, scenes: 'wild' },
    },
    standard: { training: { epochs: 10, milestones: [6, 9] }, twin: { train: 4_000, test: 800, scenes: 'wild' } },
    quick: {
      network: { name: 'resnet34-compact', options: { imageStatistics: 'age' } },
      training: QUICK_TRAINING,
      methods: QUICK_METHODS,
      tuned: tunedFor('age'),
      twin: QUICK_TWIN,
      departures: QUICK_DEPARTURES,
      expected: { error: 2.19, seconds: 10, machine: MACHINE },
    },
  },
});
