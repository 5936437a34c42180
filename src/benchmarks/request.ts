import type { LabelOverride } from '../datasets/dataset';
import type { Layout } from '../datasets/layouts/layout';
import type { TwinPlan } from '../datasets/twins/registry';
import { RlelError } from '../errors';
import { requireObject } from '../input/check';
import { methodNamed } from '../methods/registry';
import { checkOutputs, networkNamed } from '../networks/registry';
import { checkedSettings } from '../settings/setting';
import { TRAINING } from '../training/config';
import { checkAugmentation } from '../training/tasks';
import { LABELS_OF_DATA, type LabelSettings, type ProfileSettings } from './benchmark';
import { flatSettings } from './departures';
import { GENERAL, type Place, settingsFor } from './general';
import { refuseIdleSettings, whyUnknown } from './idleSettings';
import { benchmarkNamed, settingsOf } from './registry';

/** What a user may say of a run. */
export interface RunRequest {
  readonly benchmark: string;
  readonly method: string;
  readonly profile: string;
  /** An integer of at least 0. */
  readonly seed: number;
  /** By name, as `rlel list --settings` shows them; those that are left out come from the profile. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const REQUEST_KEYS = ['benchmark', 'method', 'profile', 'seed', 'settings'];

/** The settings of a run. */
export interface Settings extends Omit<ProfileSettings, 'methods' | 'tuned' | 'departures' | 'expected' | 'twin'> {
  /** The synthetic twin of the run's seed; null: the layout has none. */
  readonly twin: TwinPlan | null;
  /** The method's own. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What the request changes of the profile's settings. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** What data say of labels: those that differ from the benchmark's, or that they name themselves. */
export interface DataLabels extends Pick<Layout, 'labels' | 'oneSided'> {
  readonly proposed?: readonly LabelOverride[];
}

/**
 * The profile's settings with the layout's labels and the request over them. They are checked against each other: the
 * network against the labels, the augmentation against the task.
 * @param layout of the data; left out: the benchmark's own.
 * @throws RlelError naming each bad setting, or one that the method or network does not have.
 */
export function resolveSettings(request: RunRequest, layout?: DataLabels): Settings {
  requireObject(request, 'A request', ['benchmark', 'method', 'profile', 'seed']);
  if (request.settings !== undefined) requireObject(request.settings, 'A request: settings');
  if (!Number.isInteger(request.seed) || request.seed < 0)
    throw new RlelError(`seed ${request.seed}: expected an integer of at least 0.`);
  const strangers = Object.keys(request).filter((key) => !REQUEST_KEYS.includes(key));
  if (strangers.length > 0)
    throw new RlelError(`A request has no ${strangers.join(', ')}: expected ${REQUEST_KEYS.join(', ')}.`);
  const asked = request.settings ?? {};
  const settings = resolved(request, asked, layout);
  const { task } = benchmarkNamed(request.benchmark);
  refuseIdleSettings(asked, { settings, method: methodNamed(request.method), task });
  const usual = allOf(resolved(request, {}, layout));
  // who changes the epochs changes the least number of steps with them
  const isImplied = (key: string): boolean =>
    key === 'leastSteps' && asked.leastSteps === undefined && settings.training.epochs !== usual.get('epochs');
  const changes = [...allOf(settings)].filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(usual.get(key)) && !isImplied(key),
  );
  return { ...settings, changes: Object.fromEntries(changes) };
}

/** Settings of a run, of which `data` may be known; those of the twin count only where it runs on one. */
type OfRun = Omit<Settings, 'changes' | 'twin'> & {
  readonly twin?: Pick<TwinPlan, 'scenes'> | null;
  readonly data?: { readonly twin?: Pick<TwinPlan, 'scenes'> };
};

/** A run's settings by name, the method's own among them. */
export function allOf(settings: OfRun): Map<string, unknown> {
  const twin = settings.data?.twin ?? settings.twin;
  return new Map([
    ...flatSettings(settings),
    ...(twin ? [['scenes', twin.scenes] as const] : []),
    ...Object.entries(settings.options),
  ]);
}

/** What a request may say of them: what is left out is the profile's. */
const ASKED = GENERAL.partial();

function resolved(
  { benchmark, method, profile, seed }: RunRequest,
  asked: Readonly<Record<string, unknown>>,
  layout: DataLabels | undefined,
): Omit<Settings, 'changes'> {
  const base = settingsOf(benchmark, profile);
  const name = String(asked.network ?? base.network.name);
  const parts = placed({ ...base.tuned[method], ...asked }, method, name);
  try {
    const general = checkedSettings(ASKED, parts.general);
    const exactly = parts.training.epochs === undefined ? {} : { leastSteps: 0 }; // who asks for epochs gets as many
    const training = checkedSettings(TRAINING, { ...base.training, ...exactly, ...parts.training });
    const entry = networkNamed(name);
    const usual = name === base.network.name ? base.network.options : {};
    const labels = resolveLabels(base.labels, layout, general);
    checkOutputs(entry, labels);
    checkAugmentation(benchmarkNamed(benchmark).task, training.augmentation);
    return {
      labels,
      trainFraction: general.trainFraction ?? base.trainFraction,
      maxAngle: general.maxAngle ?? base.maxAngle,
      network: {
        name,
        theta: general.theta ?? base.network.theta,
        options: checkedSettings(entry.options, { ...usual, ...parts.network }),
      },
      training:
        layout?.oneSided && training.augmentation === 'crop-mirror' ? { ...training, augmentation: 'crop' } : training,
      options: checkedSettings(methodNamed(method).options, { ...base.methods[method], ...parts.method }),
      twin: base.twin && { ...base.twin, scenes: general.scenes ?? base.twin.scenes, seed },
    };
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    throw new RlelError(`${error.message}\nSee "rlel run --help", or "rlel list --settings ${benchmark}".`);
  }
}

/** The settings asked for, by where they belong. @throws RlelError for those that this method and network do not have. */
function placed(
  asked: Readonly<Record<string, unknown>>,
  method: string,
  network: string,
): Readonly<Record<Place, Record<string, unknown>>> {
  const parts: Record<Place, Record<string, unknown>> = { general: {}, training: {}, network: {}, method: {} };
  const known = settingsFor(method, network);
  for (const [key, value] of Object.entries(asked)) {
    if (value === undefined) continue;
    const found = known.find((one) => one.key === key);
    if (!found) throw new RlelError(whyUnknown(key, method, network));
    parts[found.place][key] = value;
  }
  return parts;
}

/** A layout's own range is kept at the profile's distance between levels. */
function resolveLabels(
  labels: readonly LabelSettings[],
  { labels: overrides, proposed }: DataLabels = {},
  { range, levels }: { readonly range?: readonly [number, number]; readonly levels?: number },
): readonly LabelSettings[] {
  if (labels === LABELS_OF_DATA) {
    const own = proposed?.map((label) => ({ ...label, outputs: 1 }));
    if (!own && !range && !levels) return labels;
    return (own ?? labels).map((label) => ({ ...label, range: range ?? label.range, levels: levels ?? label.levels }));
  }
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
