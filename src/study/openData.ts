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
  const space = new LabelSpace(range, levels);
  const outside = data.samples.find(({ value }) => !space.contains(value));
  if (outside) {
    data.close();
    throw new RlelError(
      `${data.folder}: the label ${outside.value} of ${outside.id} is outside the label range ${range[0]}…${range[1]}. Give a range that holds all labels (--range LOW,HIGH).`,
    );
  }
  return data;
}
