import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DataSource } from '../datasets/dataset';
import { BEL_FAMILIES } from '../encodings/bel';
import { RlelError } from '../errors';
import { methodNamed } from '../methods/registry';
import { networkNamed } from '../networks/registry';
import { type Settings, settingsOf } from './benchmarks';
import type { RunConfig } from './runRecord';

/** What a user may say of a run; what is left out comes from the profile. */
export interface RunRequest {
  readonly benchmark: string;
  readonly method: string;
  readonly profile: string;
  readonly seed: number;
  readonly range?: readonly [number, number];
  readonly levels?: number;
  readonly maxAngle?: number;
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
  range: z
    .tuple([z.number().finite(), z.number().finite()])
    .refine(([low, high]) => low < high, 'the lower end comes first'),
  levels: z.number().int().min(2).max(100_000),
  maxAngle: z.number().positive(),
  theta: count,
  training: z.strictObject({
    optimizer: z.enum(['sgd', 'adam']),
    learningRate: z.number().finite().positive(),
    biasMultiplier: weight,
    decodingMultiplier: weight,
    milestones: z.array(z.number().int().min(0)),
    clipNorm: weight,
    epochs: count,
    batchSize: count,
    augment: z.boolean(),
    selection: z.enum(['last', 'best-validation', 'best-test']),
  }),
  options: z.strictObject({
    alpha: weight,
    beta: weight,
    form: z.enum(['paper', 'published-code']),
    width: z.number().int().min(0),
    decodingInit: z.enum(['uniform', 'zeros', 'ones', 'normal', 'unary']),
    directLoss: z.enum(['l1', 'l2']),
    families: z.array(z.enum(BEL_FAMILIES)).min(1),
    decoder: z.enum(['expected', 'argmax']),
    energy: z.enum(['proportional', 'separation']),
  }),
});

/** The profile's settings with the request's over them. @throws RlelError naming each bad option. */
export function resolveSettings(request: RunRequest): Settings {
  const base = settingsOf(request.benchmark, request.profile);
  methodNamed(request.method);
  const settings: Settings = {
    ...base,
    labels: { range: request.range ?? base.labels.range, levels: request.levels ?? base.labels.levels },
    maxAngle: request.maxAngle ?? base.maxAngle,
    network: { name: request.network ?? base.network.name, theta: request.theta ?? base.network.theta },
    training: { ...base.training, ...request.training },
    options: { ...base.options, ...request.options },
  };
  networkNamed(settings.network.name);
  const { labels, maxAngle, network, training, options } = settings;
  const checked = SETTINGS.safeParse({
    seed: request.seed,
    ...labels,
    maxAngle,
    theta: network.theta,
    training,
    options,
  });
  if (!checked.success) {
    const problems = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new RlelError(`Bad option.\n  ${problems.join('\n  ')}\nSee "rlel run --help".`);
  }
  return settings;
}

/** The configuration that a run is a function of, once its data are known. */
export function runConfig(
  request: RunRequest,
  { labels, network, training, options }: Settings,
  data: { readonly source: DataSource; readonly fingerprint: string },
): RunConfig {
  const { benchmark, method, profile, seed } = request;
  return {
    benchmark,
    method,
    profile,
    seed,
    data: { source: data.source, fingerprint: data.fingerprint },
    labels,
    network,
    training,
    options,
  };
}

/** JSON with sorted keys: the same configuration has the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** The run's name: the first 16 hex digits of its configuration's SHA-256. */
export function runId(config: RunConfig): string {
  return createHash('sha256').update(canonicalJson(config)).digest('hex').slice(0, 16);
}
