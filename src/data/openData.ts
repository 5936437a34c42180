import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import type { Settings } from '../benchmarks/request';
import { type RunRequest, resolveSettings } from '../benchmarks/request';
import { readBrokenList } from '../datasets/brokenList';
import { DataError } from '../datasets/dataError';
import type { Dataset } from '../datasets/dataset';
import { notesOf } from '../datasets/describeFindings';
import { Findings } from '../datasets/findings';
import { images } from '../datasets/layouts/images';
import { layoutOf } from '../datasets/layouts/registry';
import { listFolder } from '../datasets/listFolder';
import { type Listing, openListing } from '../datasets/listing';
import { requireFolder } from '../datasets/paths';
import { twinIn } from '../datasets/twins/registry';
import { RlelError } from '../errors';
import { canonicalJson } from '../files/canonicalJson';
import { requireFunction, requireObject, requireTextOrNone } from '../input/check';
import { LabelSpace } from '../labels/labelSpace';
import type { Task } from '../losses/rlel';
import { networkNamed } from '../networks/registry';
import { rememberIdentity } from './dataIdentity';
import { dataRoot } from './dataRoot';
import { sourceOf } from './sourceOf';
import { trainList } from './trainList';
import { ensureTwin, type Progress } from './twins';

/** Where a run's data come from. */
export interface DataPlaces {
  /** The user's data; null: the synthetic twin. */
  readonly folder: string | null;
  /** Images of one's own: the file of their labels. Left out, or null: labels.csv in the folder. */
  readonly labels?: string | null;
  /** The user's list of training samples; null: none. */
  readonly trainList: string | null;
  /** What `rlel data check --json` wrote: the broken samples that it names are left out. Left out: none. */
  readonly skipBroken?: string | null;
}

/**
 * Opens the user's folder, or the twin, in whichever of the benchmark's layouts it has.
 * @throws RlelError naming what is wrong with the folder, a row, or a label.
 */
export async function openData(
  request: RunRequest,
  places: DataPlaces,
  onProgress: Progress = () => {},
): Promise<Dataset> {
  const asked = resolveSettings(request); // bad options are told before data are looked for
  requireObject(places, 'openData: places', ['folder', 'trainList']);
  const { folder, labels = null, trainList: given, skipBroken = null } = places;
  requireTextOrNone(folder, 'openData: folder');
  requireTextOrNone(labels, 'openData: labels');
  requireTextOrNone(given, 'openData: trainList');
  requireTextOrNone(skipBroken, 'openData: skipBroken');
  requireFunction(onProgress, 'openData: onProgress');
  const { layouts, task } = benchmarkNamed(request.benchmark);
  if (given !== null && request.settings?.trainFraction !== undefined)
    throw new RlelError(
      `trainFraction has no effect beside a list of training samples (${given}): give one of the two.`,
    );
  if (folder !== null && request.settings?.scenes !== undefined)
    throw new RlelError(`scenes has no effect on the data in ${folder}, only on the synthetic twin.`);
  const place = folder ?? (await ensureTwin(request.benchmark, asked.twin, onProgress));
  requireFolder(place);
  if (labels !== null && !layouts.includes(images.name)) {
    throw new RlelError(`${request.benchmark} reads no labels from a file (${labels}): they are part of its data set.`);
  }
  const layout = layoutOf(place, layouts, labels);
  const findings = new Findings();
  const broken = skipBroken === null ? null : readBrokenList(skipBroken);
  const { maxAngle } = resolveSettings(request, layout);
  const listing = await listFolder(layout, place, findings, { maxAngle, labels }, broken);
  let trainIds: ReadonlySet<string> | null;
  let settings: Settings;
  try {
    findings.throwIfAny(place);
    settings = resolveSettings(request, { ...layout, proposed: listing.proposed });
    trainIds = trainList(listing.samples, {
      fraction: settings.trainFraction,
      folder: path.join(dataRoot(), 'lists'),
      given,
    });
    checkNames(listing, settings, place);
    checkCounts(listing, settings);
    checkLabels(listing, settings, place, task);
  } catch (error) {
    listing.close?.();
    throw error;
  }
  const data = await openListing(listing, {
    folder: place,
    format: layout.name,
    source: sourceOf(place, layout, listing),
    twin: twinIn(place) ?? undefined,
    imageSize: networkNamed(settings.network.name).imageSize,
    cacheFolder: path.join(dataRoot(), 'cache'),
    trainIds,
    notes: notesOf(findings, place),
    leftOut: findings.leftOut,
    onProgress: (done, total) => onProgress('decoding images', done, total),
  });
  if (folder === null && given === null && !broken) rememberIdentity(dataRoot(), place, settings, data);
  return data;
}

/** Everything that the data of a run depend on, in a text. */
export function dataKey(
  request: RunRequest,
  { folder, labels = null, trainList, skipBroken = null }: DataPlaces,
): string {
  const { network, twin, trainFraction, maxAngle } = resolveSettings(request);
  const { layouts } = benchmarkNamed(request.benchmark);
  const { imageSize } = networkNamed(network.name);
  return canonicalJson({
    layouts,
    folder: folder ?? twin,
    labels,
    trainList,
    skipBroken,
    imageSize,
    trainFraction,
    maxAngle,
  });
}

/** A benchmark that names labels itself must name those of the table. */
function checkNames({ proposed }: Listing, { labels }: Settings, folder: string): void {
  if (!proposed) return;
  const [own, theirs] = [labels, proposed].map((all) => all.map(({ name }) => name).join(', '));
  if (own !== theirs)
    throw new RlelError(`${folder}: its labels are ${theirs}, but those of the benchmark are ${own}.`);
}

/** A sample has a value for each output. */
function checkCounts({ samples }: Listing, { labels }: Settings): void {
  const outputs = labels.reduce((sum, label) => sum + label.outputs, 0);
  const wrong = samples.find(({ values }) => values.length !== outputs);
  if (!wrong) return;
  const names = labels.map(({ name }) => name).join(', ');
  throw new DataError(
    wrong.place,
    `${wrong.id} has values of ${wrong.values.length} outputs; the benchmark's labels (${names}) have ${outputs}, in this order.`,
  );
}

/** Labels that have a range each must lie in it; steering must be symmetric enough to be mirrored. */
function checkLabels({ samples }: Listing, { labels, training }: Settings, folder: string, task: Task): void {
  const haveRanges = task === 'regression' || labels.length === 1;
  if (!haveRanges || labels.some(({ outputs }) => outputs !== 1)) return;
  for (const [i, { name, range, levels }] of labels.entries()) {
    const space = new LabelSpace(range, levels);
    const beyond = samples.filter(({ values }) => !space.contains(values[i]));
    if (beyond.length === 0) continue;
    const [{ id, values }] = beyond;
    const which = labels.length > 1 ? ` of ${name}` : '';
    throw new RlelError(
      `${folder}: ${labelsOf(beyond.length)}${which} outside the label range ${range[0]}…${range[1]}, as ${values[i]} of ${id}. Give a range that holds all labels (--range LOW,HIGH).`,
    );
  }
  if (training.augmentation !== 'steering') return;
  const { range, levels } = labels[0];
  const space = new LabelSpace(range, levels);
  const oneSided = samples.filter(({ values }) => !space.contains(-values[0]));
  if (oneSided.length > 0) {
    const [{ id, values }] = oneSided;
    throw new RlelError(
      `${folder}: training images are mirrored, which turns ${labelsOf(oneSided.length)} into values outside the label range ${range[0]}…${range[1]}, as ${values[0]} of ${id} into ${-values[0]}. Give a range that holds both, or --augmentation none if labels are not symmetric about 0.`,
    );
  }
}

const labelsOf = (count: number): string => (count === 1 ? 'a label' : `${count} labels`);
