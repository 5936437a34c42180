import path from 'node:path';
import { RunStore } from '../store/store';
import type { Evidence } from './evidence';
import { requireEvidence } from './requireStudy';

/** Share of the truths that an interval is to hold. */
const COVERED = 0.9;

/**
 * Half the width of the interval about a run's prediction of its first output that holds 90 % of the truths, by its validation
 * errors.
 * @returns null where the validation set is too small.
 * @throws RlelError when the run's predictions cannot be read.
 */
export function intervalHalfWidth(run: Evidence): number | null {
  requireEvidence([run], 'intervalHalfWidth');
  const store = new RunStore(path.resolve(run.folder, '../..'));
  const validation = store.predictions(run.result.run).filter(({ split }) => split === 'validation');
  return halfWidthOf(validation.map(({ truth, prediction }) => Math.abs(prediction[0] - truth[0])));
}

/** Of n errors the ⌈0.9·(n + 1)⌉th (split conformal prediction; Vovk et al., 2005); null where there are not so many. */
export function halfWidthOf(errors: readonly number[]): number | null {
  const rank = Math.ceil(COVERED * (errors.length + 1));
  return [...errors].sort((a, b) => a - b)[rank - 1] ?? null;
}
