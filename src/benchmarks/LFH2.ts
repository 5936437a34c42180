import { HELD_OUT, MACHINE, OF_ALL, WITH_THETA } from './common';
import { defineBenchmark } from './defineBenchmark';
import { tunedFor } from './protocol';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_TRAINING, QUICK_TWIN } from './quick';

/** Head pose, near-frontal, in sequences. `rlel run --benchmark LFH2 --method rlel --seed 1`; `--profile paper` as published. */
export const LFH2 = defineBenchmark({
  name: 'LFH2',
  title: 'head pose, BIWI 70/30',
  task: 'pose',
  layouts: ['biwi', 'pointing04'],
  paper: {
    data: 'BIWI 70/30',
    levels: 150,
    results: {
      sa: [5.03, 0.08],
      ae: [4.84, 0.02],
      lel: [4.96, 0.08],
      bel: [4.77, 0.05],
      rlel: [4.77, 0.05],
    },
  },
  // The published pose code (hpe_resnet50) and its README's command.
  settings: {
    labels: [
      { name: 'yaw', outputs: 1, range: [-74, 75], levels: 150 },
      { name: 'pitch', outputs: 1, range: [-65, 84], levels: 150 },
      { name: 'roll', outputs: 1, range: [-55, 44], levels: 100 },
    ],
    network: { name: 'resnet50', theta: 10, options: { imageStatistics: 'imagenet' } },
    training: {
      optimizer: 'adam',
      learningRate: 1e-4,
      biasMultiplier: 5,
      headMultiplier: 5,
      decodingMultiplier: 10,
      freezeStem: true, // rate 0 for conv1 and bn1
      milestones: [30],
      resetAtMilestones: true, // Adam is made anew
      epochs: 50,
      batchSize: 8,
      augmentation: 'crop',
      selection: 'best-test',
      oddities: ['test-augmentation', 'repeated-adam', 'frozen-statistics'],
    },
    methods: { rlel: { alpha: 1, beta: 0.5, form: 'published-code' } },
  },
  departures: [...OF_ALL, WITH_THETA, HELD_OUT, 'validation sequences are held out whole'],
  profiles: {
    paper: {
      // The test set chooses nothing; it is cropped in the middle; a parameter is updated once a step.
      training: { selection: 'best-validation', oddities: [] },
      twin: { train: 8_000, test: 1_000, scenes: 'wild' },
    },
    standard: { training: { epochs: 10, milestones: [7] }, twin: { train: 4_000, test: 800, scenes: 'wild' } },
    quick: {
      labels: [
        { name: 'yaw', outputs: 1, range: [-75, 75], levels: 51 },
        { name: 'pitch', outputs: 1, range: [-66, 84], levels: 51 },
        { name: 'roll', outputs: 1, range: [-57, 45], levels: 35 },
      ],
      network: { name: 'resnet34-compact', options: { imageStatistics: 'imagenet' } },
      training: QUICK_TRAINING,
      methods: QUICK_METHODS,
      tuned: tunedFor('pose'),
      twin: { ...QUICK_TWIN, train: 6_528 },
      departures: QUICK_DEPARTURES,
      expected: { error: 6.55, seconds: 15, machine: MACHINE },
    },
  },
});
