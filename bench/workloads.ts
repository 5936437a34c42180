import { settingsOf } from '../src/benchmarks/registry';
import type { Task } from '../src/losses/rlel';
import { HRNET_COMPACT, HRNET_W18, type HRNetShape } from '../src/networks/hrnet';
import { PILOTNET, PILOTNET_COMPACT, type PilotNetShape } from '../src/networks/pilotnet';
import { RESNET34_COMPACT, RESNET50, type ResNetShape } from '../src/networks/resnet';
import type { TrainingConfig } from '../src/training/config';

/** What is trained, in the numbers that both this kit and PyTorch build it from. */
export interface Workload {
  /** Its name in this kit, the kind of network that PyTorch builds, and its sizes. */
  readonly network: string;
  readonly kind: 'pilotnet' | 'resnet' | 'hrnet';
  readonly shape: PilotNetShape | ResNetShape | HRNetShape;
  readonly task: Task;
  /** K. */
  readonly batch: number;
  /** L: outputs that each have a code and a decoding matrix of their own. */
  readonly outputs: number;
  /** Whether each output is a group of its own in this kit, as yaw, pitch and roll are; PyTorch has them in one product. */
  readonly separate: boolean;
  /** N = M. */
  readonly levels: number;
  readonly theta: number;
  /** Width of what the head's first linear layer takes; null: the network ends in the θ features. */
  readonly features: number | null;
  /** Mean and standard deviation that images are standardised by. */
  readonly statistics: 'imagenet' | 'age';
  /** The network's own options in this kit. */
  readonly networkOptions: Readonly<Record<string, unknown>>;
  readonly alpha: number;
  readonly beta: number;
  readonly training: TrainingConfig;
}

/** As a benchmark is trained, but for what is no part of a step: a warm-up, and the published oddities. */
const trainingOf = (benchmark: string, profile: 'paper' | 'quick'): TrainingConfig => ({
  ...settingsOf(benchmark, profile).training,
  warmup: 0,
  freezeStem: false,
  oddities: [],
});

/** Steering as published. */
export const STEERING: Workload = {
  network: 'pilotnet',
  kind: 'pilotnet',
  shape: PILOTNET,
  task: 'steering',
  batch: 64,
  outputs: 1,
  separate: false,
  levels: 700,
  theta: 10,
  features: null,
  statistics: 'imagenet',
  networkOptions: {},
  alpha: 2,
  beta: 0,
  training: trainingOf('PN', 'paper'),
};

/** Age as published, with both regularizers on and batches of 16. */
export const AGE: Workload = {
  network: 'resnet50',
  kind: 'resnet',
  shape: RESNET50,
  task: 'age',
  batch: 16,
  outputs: 1,
  separate: false,
  levels: 62,
  theta: 10,
  features: 2048,
  statistics: 'age',
  networkOptions: { imageStatistics: 'age' },
  alpha: 2,
  beta: 1,
  training: trainingOf('AE1', 'paper'),
};

/** 98 landmarks as published, with both regularizers on. */
export const LANDMARKS: Workload = {
  network: 'hrnet-w18',
  kind: 'hrnet',
  shape: HRNET_W18,
  task: 'landmarks',
  batch: 16,
  outputs: 196,
  separate: false,
  levels: 256,
  theta: 10,
  features: 32 * 32,
  statistics: 'imagenet',
  networkOptions: {},
  alpha: 0.1,
  beta: 5,
  training: trainingOf('FLD3', 'paper'),
};

/** The quick profile's steering. */
export const QUICK_STEERING: Workload = {
  ...STEERING,
  network: 'pilotnet-compact',
  shape: PILOTNET_COMPACT,
  batch: 32,
  levels: 101,
  alpha: 0.1,
  beta: 0.01,
  training: trainingOf('PN', 'quick'),
};

/** The quick profile's head pose: three outputs. The loss is that of ages, as the published one of poses has an oddity. */
export const QUICK_POSE: Workload = {
  ...AGE,
  network: 'resnet34-compact',
  shape: RESNET34_COMPACT,
  batch: 32,
  outputs: 3,
  separate: true,
  levels: 67,
  features: 64,
  statistics: 'imagenet',
  networkOptions: { imageStatistics: 'imagenet' },
  alpha: 0.1,
  beta: 0.01,
  training: trainingOf('LFH1', 'quick'),
};

/** The quick profile's 68 landmarks. */
export const QUICK_LANDMARKS: Workload = {
  ...LANDMARKS,
  network: 'hrnet-compact',
  shape: HRNET_COMPACT,
  batch: 32,
  outputs: 136,
  levels: 32,
  features: 6 * 6,
  alpha: 0.01,
  beta: 1,
  training: trainingOf('FLD2', 'quick'),
};
