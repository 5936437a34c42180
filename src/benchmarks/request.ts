import { z } from 'zod';
import type { LabelOverride, Layout } from '../datasets/layouts/layout';
import { BEL_FAMILIES } from '../encodings/bel';
import { RlelError } from '../errors';
import { listOfDistinct } from '../input/lists';
import { methodNamed } from '../methods/registry';
import { networkNamed } from '../networks/registry';
import { AUGMENTATIONS, ODDITIES } from '../training/config';
import { type LabelSettings, type Settings, settingsOf } from './benchmarks';
import { refuseIdleSettings } from './idleSettings';

/** What a user may say of a run; what is left out comes from the profile. */
export interface RunRequest {
  readonly benchmark: string;
  readonly method: string;
  readonly profile: string;
  readonly seed: number;
  /** Of all outputs. */
  readonly range?: readonly [number, number];
  readonly levels?: number;
  readonly maxAngle?: number;
  readonly trainFraction?: number;
  readonly network?: string;
  readonly theta?: number;
  readonly training?: Partial<Settings['training']>;
  readonly options?: Partial<Settings['options']>;
}

const weight = z.number().finite().min(0);
const count = z.number().int().min(1);

/** Bounds of the settings; unknown keys are refused. */
const SETTINGS = z.strictObject({
  seed: z.number().int().min(0),
  labels: z.array(
    z.strictObject({
      name: z.string(),
      outputs: count,
      range: z
        .tuple([z.number().finite(), z.number().finite()])
        .refine(([low, high]) => low < high, 'the lower end comes first'),
      levels: z.number().int().min(2).max(100_000),
    }),
  ),
  trainFraction: z.number().positive().max(1),
  maxAngle: z.number().positive(),
  theta: count,
  training: z.strictObject({
    optimizer: z.enum(['sgd', 'adam']),
    learningRate: z.number().finite().positive(),
    biasMultiplier: weight,
    headMultiplier: weight,
    decodingMultiplier: weight,
    freezeStem: z.boolean(),
    milestones: listOfDistinct(z.number().int().min(0)),
    resetAtMilestones: z.boolean(),
    clipNorm: weight,
    epochs: count,
    batchSize: count,
    augmentation: z.enum(AUGMENTATIONS),
    selection: z.enum(['last', 'best-validation', 'best-test']),
    oddities: listOfDistinct(z.enum(ODDITIES)),
  }),
  options: z.strictObject({
    alpha: weight,
    beta: weight,
    form: z.enum(['paper', 'published-code']),
    width: z.number().int().min(0),
    decodingInit: z.enum(['uniform', 'zeros', 'ones', 'normal', 'unary']),
    directLoss: z.enum(['l1', 'l2']),
    families: listOfDistinct(z.enum(BEL_FAMILIES)).min(1),
    decoder: z.enum(['expected', 'argmax']),
    energy: z.enum(['proportional', 'separation']),
  }),
});

/**
 * The profile's settings with the layout's labels and the request over them.
 * @param layout of the data; left out: the benchmark's own.
 * @throws RlelError naming each bad option, and each that has no effect.
 */
export function resolveSettings(request: RunRequest, layout?: Pick<Layout, 'labels' | 'oneSided'>): Settings {
  const base = settingsOf(request.benchmark, request.profile);
  methodNamed(request.method);
  const training = { ...base.training, ...request.training };
  const settings: Settings = {
    ...base,
    labels: resolveLabels(base.labels, layout?.labels, request),
    trainFraction: request.trainFraction ?? base.trainFraction,
    maxAngle: request.maxAngle ?? base.maxAngle,
    network: {
      ...base.network,
      name: request.network ?? base.network.name,
      theta: request.theta ?? base.network.theta,
    },
    training:
      layout?.oneSided && training.augmentation === 'crop-mirror' ? { ...training, augmentation: 'crop' } : training,
    options: { ...base.options, ...request.options },
  };
  networkNamed(settings.network.name);
  const { labels, trainFraction, maxAngle, network, options } = settings;
  const checked = SETTINGS.safeParse({
    seed: request.seed,
    labels,
    trainFraction,
    maxAngle,
    theta: network.theta,
    training: settings.training,
    options,
  });
  if (!checked.success) {
    const problems = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new RlelError(`Bad option.\n  ${problems.join('\n  ')}\nSee "rlel run --help".`);
  }
  refuseIdleSettings(request, settings);
  return settings;
}

/** A layout's own range is kept at the profile's distance between levels. */
function resolveLabels(
  labels: readonly LabelSettings[],
  overrides: readonly LabelOverride[] | undefined,
  { range, levels }: RunRequest,
): LabelSettings[] {
  const present = overrides ? labels.filter(({ name }) => overrides.some((other) => other.name === name)) : labels;
  return present.map((label) => {
    const own = overrides?.find(({ name }) => name === label.name);
    const step = (label.range[1] - label.range[0]) / (label.levels - 1);
    const usual = own ? { range: own.range, levels: Math.floor((own.range[1] - own.range[0]) / step) + 1 } : label;
    const high = own ? usual.range[0] + (usual.levels - 1) * step : usual.range[1];
    return {
      ...label,
      range: range ?? [usual.range[0], Math.max(high, usual.range[1])],
      levels: levels ?? usual.levels,
    };
  });
}
