import { settingsOf } from '../src/benchmarks/registry';
import type { Task } from '../src/losses/rlel';
import type { TrainingConfig } from '../src/training/config';

/** What is trained, in the numbers that both this kit and PyTorch build it from. */
export interface Workload {
  readonly network: 'pilotnet' | 'resnet50' | 'hrnet-w18';
  readonly task: Task;
  /** [height, width]. */
  readonly imageSize: readonly [number, number];
  /** K. */
  readonly batch: number;
  /** L: outputs that each have a code and a decoding matrix of their own. */
  readonly outputs: number;
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

const PN = settingsOf('PN', 'paper');
const AE1 = settingsOf('AE1', 'paper');
const FLD3 = settingsOf('FLD3', 'paper');

/** Steering as published. */
export const PILOTNET: Workload = {
  network: 'pilotnet',
  task: 'steering',
  imageSize: [66, 200],
  batch: 64,
  outputs: 1,
  levels: 700,
  theta: 10,
  features: null,
  statistics: 'imagenet',
  networkOptions: {},
  alpha: 2,
  beta: 0,
  training: PN.training,
};

/** Age as published, with both regularizers on and batches of 16. */
export const RESNET50: Workload = {
  network: 'resnet50',
  task: 'age',
  imageSize: [224, 224],
  batch: 16,
  outputs: 1,
  levels: 62,
  theta: 10,
  features: 2048,
  statistics: 'age',
  networkOptions: { imageStatistics: 'age' },
  alpha: 2,
  beta: 1,
  training: AE1.training,
};

/** 98 landmarks as published, with both regularizers on. */
export const HRNET: Workload = {
  network: 'hrnet-w18',
  task: 'landmarks',
  imageSize: [256, 256],
  batch: 16,
  outputs: 196,
  levels: 256,
  theta: 10,
  features: 32 * 32,
  statistics: 'imagenet',
  networkOptions: {},
  alpha: 0.1,
  beta: 5,
  training: FLD3.training,
};
