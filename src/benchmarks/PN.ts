import { MACHINE, OF_ALL } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_TRAINING, QUICK_TWIN } from './quick';

/** Steering angle. `rlel run --benchmark PN --method rlel --seed 1`; `--profile paper` as published. */
export const PN = defineBenchmark({
  name: 'PN',
  title: 'steering angle, PilotNet, SullyChen driving data',
  task: 'steering',
  layouts: ['driving', 'udacity'],
  paper: {
    data: 'SullyChen driving',
    levels: 670,
    results: {
      sa: [4.25, 0.01],
      ae: [4.49, 0.04],
      lel: [3.22, 0.02],
      bel: [3.11, 0.01],
      rlel: [3.01, 0.03],
    },
  },
  // The published steering code and its README's command.
  settings: {
    labels: [{ name: 'angle', outputs: 1, range: [-160, 539], levels: 700 }],
    maxAngle: 100,
    network: { name: 'pilotnet', theta: 10 },
    training: {
      optimizer: 'sgd',
      learningRate: 0.1,
      biasMultiplier: 2,
      decodingMultiplier: 20, // 10 times the rate of the last parameter before it, a bias
      milestones: [10, 30],
      clipNorm: 1,
      epochs: 50,
      batchSize: 64,
      augmentation: 'steering',
      selection: 'last',
      oddities: ['test-augmentation'],
    },
    methods: { rlel: { alpha: 2, beta: 0, form: 'published-code' } },
  },
  departures: [
    ...OF_ALL,
    'frames over 100° are skipped, not replaced by the next one',
    'split by contiguous blocks of time (70/10/20), not at random',
  ],
  profiles: {
    paper: {
      training: { oddities: [] }, // the published loader augments test images, label noise included
      twin: { train: 16_000, test: 4_000, scenes: 'wild' },
    },
    standard: {
      labels: [{ name: 'angle', outputs: 1, range: [-100, 100], levels: 201 }],
      training: { epochs: 20, milestones: [10, 16] },
      twin: { train: 4_800, test: 1_200, scenes: 'wild' },
    },
    quick: {
      labels: [{ name: 'angle', outputs: 1, range: [-100, 100], levels: 101 }],
      network: { name: 'pilotnet-compact' },
      training: { ...QUICK_TRAINING, augmentation: 'steering' },
      methods: QUICK_METHODS,
      tuned: tunedFor('steering'),
      twin: { ...QUICK_TWIN, train: 6_596 },
      departures: QUICK_DEPARTURES,
      expected: { error: 1.93, seconds: 12, machine: MACHINE },
    },
  },
});
