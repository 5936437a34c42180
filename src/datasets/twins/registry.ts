import { RlelError } from '../../errors';
import { afadTwin, morph2Twin } from './ageTwins';
import { drivingTwin } from './drivingTwin';
import { type Twin, type TwinPlan, type TwinProgress, writeTwinFolder } from './folder';
import { cofwTwin, w300Twin, wflwTwin } from './landmarkTwins';
import { biwiTwin, lp300wTwin } from './poseTwins';

export { isTwin, SCENES, type Scenes, TWIN_KIND, type TwinKind, type TwinPlan, twinIn } from './folder';

/** The synthetic twin of each layout that has one. */
const TWINS: Readonly<Record<string, Twin>> = {
  '300w-lp': lp300wTwin,
  biwi: biwiTwin,
  cofw: cofwTwin,
  '300w': w300Twin,
  wflw: wflwTwin,
  morph2: morph2Twin,
  afad: afadTwin,
  driving: drivingTwin,
};

/** @throws RlelError naming the layouts that have a twin. */
export function twinNamed(layout: string): Twin {
  const twin = TWINS[layout];
  if (!twin) throw new RlelError(`No twin of "${layout}": expected one of ${Object.keys(TWINS).join(', ')}.`);
  return twin;
}

/** Renders a layout's twin into a folder, if it is not there. */
export const writeTwin = (
  layout: string,
  folder: string,
  plan: TwinPlan,
  onProgress: TwinProgress = () => {},
): Promise<void> => writeTwinFolder(twinNamed(layout), folder, plan, onProgress);
