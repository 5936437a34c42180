import { HELD_OUT, MACHINE, OF_ALL, WITH_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_TRAINING, QUICK_TWIN } from './quick';

/** Head pose, wide. `rlel run --benchmark LFH1 --method rlel --seed 1`; `--profile paper` as published. */
export const LFH1 = defineBenchmark({
  name: 'LFH1',
  title: 'head pose, 300W-LP → AFLW2000-3D',
  task: 'pose',
  layouts: ['300w-lp', 'pointing04'],
  paper: {
    data: '300W-LP → AFLW2000-3D',
    levels: null,
    results: {
      sa: [4.32, 0.12],
      ae: [3.38, 0.01],
      lel: [4.03, 0.15],
      bel: [3.56, 0.11],
      rlel: [3.55, 0.1],
    },
  },
  // The published pose code (hpe_resnet50) and its README's command.
  settings: {
    labels: [
      { name: 'yaw', outputs: 1, range: [-99, 100], levels: 200 },
      { name: 'pitch', outputs: 1, range: [-99, 100], levels: 200 },
      { name: 'roll', outputs: 1, range: [-99, 100], levels: 200 },
    ],
    network: { name: 'resnet50', theta: 10, options: { imageStatistics: 'imagenet' } },
    training: {
      optimizer: 'adam',
      learningRate: 1e-5,
      biasMultiplier: 5,
      headMultiplier: 5,
      decodingMultiplier: 10,
      freezeStem: true, // rate 0 for conv1 and bn1
      milestones: [10],
      resetAtMilestones: true, // Adam is made anew
      epochs: 20,
      batchSize: 16,
      augmentation: 'crop-mirror',
      selection: 'best-test',
      oddities: ['test-augmentation', 'repeated-adam', 'frozen-statistics'],
    },
    methods: { rlel: { alpha: 0, beta: 2, form: 'published-code' } },
  },
  departures: [...OF_ALL, WITH_THETA, HELD_OUT],
  profiles: {
    paper: {
      // The test set chooses nothing; it is cropped in the middle; a parameter is updated once a step.
      training: { selection: 'best-validation', oddities: [] },
      twin: { train: 8_000, test: 1_000, scenes: 'wild' },
    },
    standard: { training: { epochs: 10, milestones: [7] }, twin: { train: 4_000, test: 800, scenes: 'wild' } },
    quick: {
      labels: [
        { name: 'yaw', outputs: 1, range: [-99, 99], levels: 67 },
        { name: 'pitch', outputs: 1, range: [-99, 99], levels: 67 },
        { name: 'roll', outputs: 1, range: [-99, 99], levels: 67 },
      ],
      network: { name: 'resnet34-compact', options: { imageStatistics: 'imagenet' } },
      training: QUICK_TRAINING,
      methods: QUICK_METHODS,
      tuned: tunedFor('pose'),
      twin: QUICK_TWIN,
      departures: QUICK_DEPARTURES,
      expected: { error: 6, seconds: 11, machine: MACHINE },
    },
  },
});
