import path from 'node:path';
import type { Dataset } from '../datasets/dataset';
import { openDriving } from '../datasets/driving/driving';
import { TWIN_VERSION, writeDrivingTwin } from '../datasets/twins/drivingTwin';
import { RlelError } from '../errors';
import { LabelSpace } from '../labels/labelSpace';
import { networkNamed } from '../networks/registry';
import type { Settings } from './benchmarks';

/** The project's data folder, or RLEL_DATA. */
export const dataRoot = (): string => path.resolve(process.env.RLEL_DATA ?? path.resolve(__dirname, '../../data'));

/** The twin's own seed: every run of a profile learns from the same drive. */
const TWIN_SEED = 1;

export const twinFolder = (settings: Settings): string =>
  path.join(dataRoot(), 'twins', `PN-v${TWIN_VERSION}-${settings.twinFrames}-${TWIN_SEED}`);

type Progress = (what: string, done: number, total: number) => void;

/** Renders the twin if it is not there. @returns its folder. */
export async function ensureTwin(settings: Settings, onProgress: Progress = () => {}): Promise<string> {
  const folder = twinFolder(settings);
  const report = (done: number, total: number) => onProgress('rendering the twin', done, total);
  await writeDrivingTwin(folder, { frames: settings.twinFrames, seed: TWIN_SEED, onProgress: report });
  return folder;
}

/**
 * Opens the user's folder as open data, or the twin, and checks that every label lies in the label space.
 * @throws RlelError naming the first frame whose label does not.
 */
export async function openData(
  settings: Settings,
  folder: string | null,
  onProgress: Progress = () => {},
): Promise<Dataset> {
  const data = await openDriving(folder ?? (await ensureTwin(settings, onProgress)), {
    source: folder === null ? 'twin' : 'open',
    imageSize: networkNamed(settings.network.name).imageSize,
    maxAngle: settings.maxAngle,
    cacheFolder: path.join(dataRoot(), 'cache'),
    onProgress: (done, total) => onProgress('decoding images', done, total),
  });
  const { range, levels } = settings.labels;
  const problem = labelProblem(data, new LabelSpace(range, levels), settings.training.augment);
  if (problem) {
    data.close();
    throw new RlelError(`${data.folder}: ${problem}`);
  }
  return data;
}

/** The first label that the label space, or the mirroring of training images, cannot take; null when there is none. */
function labelProblem(data: Dataset, space: LabelSpace, mirrored: boolean): string | null {
  const range = `the label range ${space.range[0]}…${space.range[1]}`;
  for (const { id, value } of data.samples) {
    if (!space.contains(value)) {
      return `the label ${value} of ${id} is outside ${range}. Give a range that holds all labels (--range LOW,HIGH).`;
    }
    if (mirrored && !space.contains(-value)) {
      return `training mirrors images and negates their labels, but ${-value}, for ${id}, is outside ${range}. Use labels of which 0 is straight ahead, or --no-augment.`;
    }
  }
  return null;
}
