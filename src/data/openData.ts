import { existsSync } from 'node:fs';
import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import type { Settings } from '../benchmarks/request';
import { type RunRequest, resolveSettings } from '../benchmarks/request';
import type { DataSource, Dataset } from '../datasets/dataset';
import type { Layout } from '../datasets/layouts/layout';
import { layoutNamed, layoutOf } from '../datasets/layouts/registry';
import { type Listing, openListing, Problems } from '../datasets/listing';
import { TWIN_SEED, type TwinSize, twinNamed, writeTwin } from '../datasets/twins/registry';
import { RlelError } from '../errors';
import { canonicalJson } from '../files/canonicalJson';
import { variable } from '../input/variable';
import { LabelSpace } from '../labels/labelSpace';
import type { Task } from '../losses/rlel';
import { networkNamed } from '../networks/registry';
import { type DataIdentity, knownIdentity, rememberIdentity } from './dataIdentity';
import { requireFolder } from './requireFolder';
import { countsOf, sourceOf } from './sourceOf';
import { trainList } from './trainList';

/** The project's data folder, or RLEL_DATA. */
export const dataRoot = (): string => path.resolve(variable('RLEL_DATA') ?? path.resolve(__dirname, '../../data'));

type Progress = (what: string, done: number, total: number) => void;

/** Where a benchmark's twin of a size lies. @throws RlelError when it has none. */
export const twinFolder = (benchmark: string, size: TwinSize | null): string => {
  const name = benchmarkNamed(benchmark).layouts[0];
  const { train, test } = sizeOf(benchmark, size);
  return path.join(dataRoot(), 'twins', `${name}-v${twinNamed(name).version}-${train}-${test}-${TWIN_SEED}`);
};

function sizeOf(benchmark: string, size: TwinSize | null): TwinSize {
  if (!size) throw new RlelError(`${benchmark} has no synthetic twin: give the folder of its data (--data FOLDER).`);
  return size;
}

/** Renders the benchmark's twin if it is not there. @returns its folder. @throws RlelError when it has none. */
export async function ensureTwin(
  benchmark: string,
  wanted: TwinSize | null,
  onProgress: Progress = () => {},
): Promise<string> {
  const size = sizeOf(benchmark, wanted);
  const folder = twinFolder(benchmark, size);
  const [layout] = benchmarkNamed(benchmark).layouts;
  await writeTwin(layout, folder, size, (done, total) => onProgress('rendering the twin', done, total));
  return folder;
}

/** Where a run's data come from. */
export interface DataPlaces {
  /** The user's data; null: the synthetic twin. */
  readonly folder: string | null;
  /** The user's list of training samples; null: none. */
  readonly trainList: string | null;
}

/**
 * Opens the user's folder, or the twin, in whichever of the benchmark's layouts it has.
 * @throws RlelError naming what is wrong with the folder, a row, or a label.
 */
export async function openData(
  request: RunRequest,
  { folder, trainList: given }: DataPlaces,
  onProgress: Progress = () => {},
): Promise<Dataset> {
  const { layouts } = benchmarkNamed(request.benchmark);
  resolveSettings(request); // bad options are told before data are looked for
  if (given !== null && request.settings?.trainFraction !== undefined)
    throw new RlelError(
      `trainFraction has no effect beside a list of training samples (${given}): give one of the two.`,
    );
  const place = folder ?? (await ensureTwin(request.benchmark, resolveSettings(request).twin, onProgress));
  requireFolder(place);
  const layout = layoutOf(place, layouts);
  const settings = resolveSettings(request, layout);
  const problems = new Problems();
  const listing = await layout.list(place, problems, { maxAngle: settings.maxAngle });
  let trainIds: ReadonlySet<string> | null;
  try {
    problems.throwIfAny(place);
    trainIds = trainList(listing.samples, {
      fraction: settings.trainFraction,
      folder: path.join(dataRoot(), 'lists'),
      given,
    });
    checkLabels(listing, settings, place);
  } catch (error) {
    listing.close?.();
    throw error;
  }
  const data = await openListing(listing, {
    folder: place,
    format: layout.name,
    source: sourceOf(place, layout, listing),
    imageSize: networkNamed(settings.network.name).imageSize,
    cacheFolder: path.join(dataRoot(), 'cache'),
    trainIds,
    onProgress: (done, total) => onProgress('decoding images', done, total),
  });
  if (folder === null && given === null) rememberIdentity(dataRoot(), place, settings, data);
  return data;
}

/** Everything that the data of a run depend on, in a text. */
export function dataKey(request: RunRequest, { folder, trainList }: DataPlaces): string {
  const { network, twin, trainFraction, maxAngle } = resolveSettings(request);
  const { layouts } = benchmarkNamed(request.benchmark);
  const { imageSize } = networkNamed(network.name);
  return canonicalJson({ layouts, folder: folder ?? twin, trainList, imageSize, trainFraction, maxAngle });
}

/** The identity of a twin that was opened before; null where it was not, is another version now, or there is none. */
export function knownTwin(request: RunRequest): DataIdentity | null {
  const settings = resolveSettings(request, layoutNamed(benchmarkNamed(request.benchmark).layouts[0]));
  return settings.twin && knownIdentity(dataRoot(), twinFolder(request.benchmark, settings.twin), settings);
}

/** Ages and angles must lie in the label space; steering must be symmetric enough to be mirrored. */
function checkLabels({ samples }: Listing, { labels, training }: Settings, folder: string): void {
  if (labels.length !== 1 || labels[0].outputs !== 1) return;
  const { range, levels } = labels[0];
  const space = new LabelSpace(range, levels);
  const mirrored = training.augmentation === 'steering';
  const outside = `outside the label range ${range[0]}…${range[1]}`;
  for (const { id, values } of samples) {
    const [value] = values;
    if (!space.contains(value)) {
      throw new RlelError(
        `${folder}: the label ${value} of ${id} is ${outside}. Give a range that holds all labels (--range LOW,HIGH).`,
      );
    }
    if (mirrored && !space.contains(-value)) {
      throw new RlelError(
        `${folder}: training images are mirrored, which turns the label ${value} of ${id} into ${-value}, ${outside}. Give a range that holds both, or --augmentation none if labels are not symmetric about 0.`,
      );
    }
  }
}

/** Everything that is wrong with a data folder. */
export interface DataCheck {
  readonly layout: string;
  readonly counts: Readonly<Record<'train' | 'validation' | 'test', number>>;
  readonly complete: Layout['complete'];
  readonly source: DataSource;
  /** Lowest and highest value of each label (of all coordinates together for landmarks). */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
  readonly problems: readonly string[];
}

/** Decoded images of a check, spread over the folder. */
const CHECKED_IMAGES = 50;

/** Lists a folder in a layout, decodes a sample of its images, and collects every problem. */
export async function checkData(name: string, folder: string): Promise<DataCheck> {
  const layout = layoutNamed(name);
  if (!existsSync(folder) || !layout.detect(folder)) {
    throw new RlelError(`${folder}: not in the layout of ${name}. Expected ${layout.expects}.`);
  }
  const problems = new Problems();
  const listing = await layout.list(folder, problems, { maxAngle: Number.POSITIVE_INFINITY });
  try {
    const { samples } = listing;
    const step = Math.max(1, Math.floor(samples.length / CHECKED_IMAGES));
    for (let i = 0; i < samples.length; i += step) {
      await problems.attemptAsync(async () => {
        const { picture } = await listing.read(samples[i]);
        listing.prepare(samples[i], picture, listing.decodedSize([64, 64]));
      });
    }
    return {
      layout: name,
      counts: countsOf(listing),
      complete: layout.complete,
      source: sourceOf(folder, layout, listing),
      ranges: valueRanges(layout, samples),
      problems: problems.found,
    };
  } finally {
    listing.close?.();
  }
}

const VALUE_NAMES: Readonly<Record<Task, readonly string[]>> = {
  regression: ['value'],
  pose: ['yaw', 'pitch', 'roll'],
  age: ['age'],
  steering: ['angle'],
  landmarks: ['coordinates'],
};

function valueRanges({ task }: Layout, samples: Listing['samples']): Record<string, [number, number]> {
  if (samples.length === 0) return {};
  const names = VALUE_NAMES[task].slice(0, samples[0].values.length);
  return Object.fromEntries(
    names.map((name, i): [string, [number, number]] => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const { values } of samples) {
        for (const value of task === 'landmarks' ? values : [values[i]]) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      return [name, [low, high]];
    }),
  );
}
