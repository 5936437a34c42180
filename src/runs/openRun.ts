import { type RunRequest, resolveSettings } from '../benchmarks/request';
import { type DataIdentity, identityOf, layoutOn, requireIdentity } from '../data/dataIdentity';
import { type DataPlaces, dataKey, openData } from '../data/openData';
import { knownTwin } from '../data/twins';
import type { Dataset } from '../datasets/dataset';
import { requireObject, requireTextOrNone } from '../input/check';
import { weightsHash } from '../networks/weights';
import { runConfig } from '../store/runConfig';
import type { RunConfig } from '../store/runRecord';

/** What a run reads beside the kit's own data. */
export interface RunPlaces extends DataPlaces {
  /** Pretrained backbone; null: none. */
  readonly weights: string | null;
}

/** A run that is ready to be done. */
export interface OpenedRun {
  readonly config: RunConfig;
  readonly data: Dataset;
}

/**
 * The configuration of a run on data of which the identity is known.
 * @param weights the file's hash.
 * @throws RlelError naming what is wrong with the request, or for what is no identity or hash.
 */
export function configOn(request: RunRequest, data: DataIdentity, weights: string | null): RunConfig {
  requireIdentity(data, 'configOn');
  return runConfig(request, resolveSettings(request, layoutOn(data)), data, weights);
}

/** The configuration of a run on a twin that was opened before, without looking at pictures; null: it was not. */
export function knownConfig(request: RunRequest): RunConfig | null {
  const data = knownTwin(request);
  return data && configOn(request, data, null);
}

/** Opens the data of runs, one after the other: they stay open while they serve the next run too. */
export class RunOpener {
  private key = '';
  private data: Dataset | null = null;

  /** @throws RlelError naming what is wrong with the request, the folder, a row, or the weights. */
  async open(
    request: RunRequest,
    places: RunPlaces,
    onProgress: (what: string, done: number, total: number) => void = () => {},
  ): Promise<OpenedRun> {
    requireObject(places, 'RunOpener: places', ['folder', 'trainList', 'weights']);
    requireTextOrNone(places.weights, 'RunOpener: weights');
    const key = dataKey(request, places);
    if (!this.data || key !== this.key) {
      this.close();
      this.data = await openData(request, places, onProgress);
      this.key = key;
    }
    const weights = places.weights && weightsHash(places.weights);
    return { config: configOn(request, identityOf(this.data), weights), data: this.data };
  }

  close(): void {
    this.data?.close();
    this.data = null;
  }
}
