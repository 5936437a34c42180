import { AGE, LANDMARKS, QUICK_LANDMARKS, QUICK_POSE, QUICK_STEERING, STEERING, type Workload } from './workloads';

/** Who does the work: this kit, a step as one graph or operation by operation; PyTorch as published, and at its best. */
export type ProcessSide = 'kit' | 'eager' | 'published' | 'best';

/**
 * Beside them: two processes of this kit at once; the convolutions and matrix products of its step, alone.
 */
export type Side = ProcessSide | 'pair' | 'floor';

/** `head`: the RLEL head and loss on given features, with gradients, without the optimizer. */
export type Job = 'train' | 'evaluate' | 'head';

/** What of this kit is at most so many times that of a peer, or of another case's whole step. */
export interface Target {
  readonly of: 'time' | 'memory' | 'pair';
  readonly over: { readonly side: ProcessSide | 'floor' } | { readonly step: string };
  readonly atMost: number;
}

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly job: Job;
  readonly workload: Workload;
  readonly sides: readonly ProcessSide[];
  /** Whether the products alone are measured too. */
  readonly floor: boolean;
  /** Each side has one thread, and two processes are measured side by side too; else all threads there are. */
  readonly single: boolean;
  /** How often each side does its work in a round. */
  readonly repetitions: number;
  readonly targets: readonly Target[];
}

const over = (side: ProcessSide | 'floor', atMost: number): Target => ({ of: 'time', over: { side }, atMost });
const ofStep = (step: string, atMost: number): Target => ({ of: 'time', over: { step }, atMost });
const memory = (side: ProcessSide): Target => ({ of: 'memory', over: { side }, atMost: 1 });
/** Two processes do 1.7 times the work of one. */
const SIDE_BY_SIDE: Target = { of: 'pair', over: { side: 'kit' }, atMost: 2 / 1.7 };

const ALL = ['kit', 'eager', 'published', 'best'] as const;
/** With 196 heads the published code takes more than a minute a step: longer than other sides can wait undisturbed. */
const WITHOUT_PUBLISHED = ['kit', 'eager', 'best'] as const;
const QUICK = { job: 'train', sides: ['kit', 'eager', 'best'], floor: false, single: true, repetitions: 60 } as const;

export const CASES: readonly Case[] = [
  {
    ...QUICK,
    name: 'quick-resnet34',
    title: 'Compact ResNet34, 42 × 42, head pose: training step',
    workload: QUICK_POSE,
    targets: [over('best', 0.9), over('eager', 0.4), SIDE_BY_SIDE],
  },
  {
    ...QUICK,
    name: 'quick-hrnet',
    title: 'Compact HRNet, 48 × 48, 68 landmarks: training step',
    workload: QUICK_LANDMARKS,
    targets: [over('best', 1), over('eager', 0.5), SIDE_BY_SIDE],
  },
  {
    ...QUICK,
    name: 'quick-pilotnet',
    title: 'Compact PilotNet, 33 × 100: training step',
    workload: QUICK_STEERING,
    targets: [over('best', 0.9), over('eager', 0.4), SIDE_BY_SIDE],
  },
  {
    name: 'pilotnet',
    title: 'PilotNet, 66 × 200: training step',
    job: 'train',
    workload: STEERING,
    sides: ALL,
    floor: true,
    single: false,
    repetitions: 20,
    targets: [over('published', 0.9), over('best', 0.9), over('eager', 0.8)],
  },
  {
    name: 'resnet50',
    title: 'ResNet50, 224 × 224, age: training step',
    job: 'train',
    workload: AGE,
    sides: ALL,
    floor: true,
    single: false,
    repetitions: 3,
    targets: [
      over('published', 0.75),
      over('best', 1),
      over('eager', 0.9),
      over('floor', 1.2),
      memory('best'),
      memory('eager'),
    ],
  },
  {
    name: 'hrnet',
    title: 'HRNetV2-W18, 256 × 256, 98 landmarks: training step',
    job: 'train',
    workload: LANDMARKS,
    sides: WITHOUT_PUBLISHED,
    floor: true,
    single: false,
    repetitions: 2,
    targets: [over('best', 1), over('eager', 0.9), over('floor', 1.35), memory('best'), memory('eager')],
  },
  {
    name: 'head-age',
    title: 'Head and loss alone, 1 output of 62 levels',
    job: 'head',
    workload: AGE,
    sides: ['kit', 'published', 'best'],
    floor: false,
    single: false,
    repetitions: 50,
    targets: [ofStep('resnet50', 0.03)],
  },
  {
    name: 'head-landmarks',
    title: 'Head and loss alone, 196 outputs of 256 levels',
    job: 'head',
    workload: LANDMARKS,
    sides: ['kit', 'published', 'best'],
    floor: false,
    single: false,
    repetitions: 5,
    targets: [ofStep('hrnet', 0.15)],
  },
  {
    name: 'resnet50-evaluation',
    title: 'ResNet50, 224 × 224, age: evaluation',
    job: 'evaluate',
    workload: AGE,
    sides: ALL,
    floor: false,
    single: false,
    repetitions: 4,
    targets: [over('best', 1)],
  },
  {
    name: 'hrnet-evaluation',
    title: 'HRNetV2-W18, 256 × 256, 98 landmarks: evaluation',
    job: 'evaluate',
    workload: LANDMARKS,
    sides: WITHOUT_PUBLISHED,
    floor: false,
    single: false,
    repetitions: 4,
    targets: [over('best', 1)],
  },
];
