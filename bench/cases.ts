import { HRNET, PILOTNET, RESNET50, type Workload } from './workloads';

/**
 * Who does the work: this kit; PyTorch as the published code runs it; PyTorch at its best; the convolutions and matrix
 * products of this kit's own step, alone.
 */
export type Side = 'kit' | 'published' | 'best' | 'floor';

/** `head`: the RLEL head and loss on given features, with gradients, without the optimizer. */
export type Job = 'train' | 'evaluate' | 'head';

export interface Target {
  /** The time of this kit over that of a peer, or over that of another case's whole step. */
  readonly over: { readonly side: Side } | { readonly step: string };
  readonly atMost: number;
}

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly job: Job;
  readonly workload: Workload;
  /** Whether the products alone are measured too. */
  readonly floor: boolean;
  /** How often each side does its work in a round. */
  readonly repetitions: number;
  readonly targets: readonly Target[];
}

const over = (side: Side, atMost: number): Target => ({ over: { side }, atMost });
const ofStep = (step: string, atMost: number): Target => ({ over: { step }, atMost });

export const CASES: readonly Case[] = [
  {
    name: 'pilotnet',
    title: 'PilotNet, 66 × 200: training step',
    job: 'train',
    workload: PILOTNET,
    floor: true,
    repetitions: 20,
    targets: [over('published', 0.9), over('best', 1)],
  },
  {
    name: 'resnet50',
    title: 'ResNet50, 224 × 224, age: training step',
    job: 'train',
    workload: RESNET50,
    floor: true,
    repetitions: 3,
    targets: [over('published', 0.75), over('best', 1), over('floor', 1.2)],
  },
  {
    name: 'hrnet',
    title: 'HRNetV2-W18, 256 × 256, 98 landmarks: training step',
    job: 'train',
    workload: HRNET,
    floor: true,
    repetitions: 2,
    targets: [over('published', 0.7), over('best', 0.75), over('floor', 1.35)],
  },
  {
    name: 'head-age',
    title: 'Head and loss alone, 1 output of 62 levels',
    job: 'head',
    workload: RESNET50,
    floor: false,
    repetitions: 50,
    targets: [ofStep('resnet50', 0.03)],
  },
  {
    name: 'head-landmarks',
    title: 'Head and loss alone, 196 outputs of 256 levels',
    job: 'head',
    workload: HRNET,
    floor: false,
    repetitions: 5,
    targets: [ofStep('hrnet', 0.15)],
  },
  {
    name: 'resnet50-evaluation',
    title: 'ResNet50, 224 × 224, age: evaluation',
    job: 'evaluate',
    workload: RESNET50,
    floor: false,
    repetitions: 4,
    targets: [],
  },
  {
    name: 'hrnet-evaluation',
    title: 'HRNetV2-W18, 256 × 256, 98 landmarks: evaluation',
    job: 'evaluate',
    workload: HRNET,
    floor: false,
    repetitions: 4,
    targets: [],
  },
  // Place for the input pipeline: the share of training time that waits for data, samples/s.
];
