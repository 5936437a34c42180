import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import { type RunRequest, resolveSettings } from '../benchmarks/request';
import { layoutNamed } from '../datasets/layouts/registry';
import { type TwinPlan, twinNamed, writeTwin } from '../datasets/twins/registry';
import { RlelError } from '../errors';
import { type DataIdentity, knownIdentity } from './dataIdentity';
import { dataRoot } from './dataRoot';

/** Is told what is being done, and how far it is. */
export type Progress = (what: string, done: number, total: number) => void;

/** Where a benchmark's twin lies. @throws RlelError when it has none. */
export function twinFolder(benchmark: string, plan: TwinPlan | null): string {
  const name = benchmarkNamed(benchmark).layouts[0];
  const { train, test, scenes, seed } = planOf(benchmark, plan);
  return path.join(dataRoot(), 'twins', `${name}-v${twinNamed(name).version}-${scenes}-${train}-${test}-${seed}`);
}

function planOf(benchmark: string, plan: TwinPlan | null): TwinPlan {
  if (!plan) throw new RlelError(`${benchmark} has no synthetic twin: give the folder of its data (--data FOLDER).`);
  return plan;
}

/** Renders a benchmark's twin if it is not there. @returns its folder. @throws RlelError when it has none. */
export async function ensureTwin(
  benchmark: string,
  wanted: TwinPlan | null,
  onProgress: Progress = () => {},
): Promise<string> {
  const plan = planOf(benchmark, wanted);
  const folder = twinFolder(benchmark, plan);
  const [layout] = benchmarkNamed(benchmark).layouts;
  await writeTwin(layout, folder, plan, (done, total) => onProgress('rendering the twin', done, total));
  return folder;
}

/** The identity of a twin that was opened before; null where it was not, is another version now, or there is none. */
export function knownTwin(request: RunRequest): DataIdentity | null {
  const settings = resolveSettings(request, layoutNamed(benchmarkNamed(request.benchmark).layouts[0]));
  return settings.twin && knownIdentity(dataRoot(), twinFolder(request.benchmark, settings.twin), settings);
}
