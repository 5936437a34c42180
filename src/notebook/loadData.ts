import { benchmarkNamed } from '../benchmarks/registry';
import { resolveSettings, type Settings } from '../benchmarks/request';
import { identityOf, layoutOn } from '../data/dataIdentity';
import { openData } from '../data/openData';
import type { Dataset } from '../datasets/dataset';
import { requireOptions } from '../input/check';
import { notebookProfile } from './settings';
import { withBar } from './withBar';

/**
 * A benchmark's data and the settings that hold for them, in the profile of the notebooks (RLEL_PROFILE); with a bar below
 * the cell where images are drawn or decoded first. Close the data when they are not needed any more.
 * @throws RlelError naming what is wrong with the data folder.
 */
export async function loadData(
  benchmark: string,
  places: { data?: string | null; labels?: string | null } = {},
): Promise<{ data: Dataset; settings: Settings }> {
  benchmarkNamed(benchmark);
  requireOptions(places, 'loadData: places', [], ['data', 'labels']);
  const { data: folder = null, labels = null } = places;
  const request = { benchmark, method: 'rlel', profile: notebookProfile(), seed: 1 };
  return withBar(`${benchmark}, data`, async (tell) => {
    const data = await openData(request, { folder, labels, trainList: null }, tell);
    return { data, settings: resolveSettings(request, layoutOn(identityOf(data))) };
  });
}
