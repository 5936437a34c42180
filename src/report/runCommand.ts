import { isOwn } from '../benchmarks/own';
import { RlelError } from '../errors';
import { optionOf } from '../settings/text';
import type { RunConfig } from '../store/runRecord';
import { sinceToday } from './sinceToday';

/**
 * The command that makes a run again. Files that a run does not know the place of are named in capitals.
 * @param threads that TensorFlow had; null: not known, or all cores.
 */
export function runCommand(config: RunConfig, threads: number | null): string {
  const { benchmark, method, profile, seed, network } = config;
  return [
    ...(threads === null ? [] : [`TF_NUM_INTRAOP_THREADS=${threads}`]),
    'npx rlel run',
    ...Object.entries({ benchmark, method, profile, seed }).map(([key, value]) => optionOf(key, value)),
    ...dataOptions(config),
    ...(network.weights ? ['--weights FILE'] : []),
    ...[...asked(config)].map(([key, value]) => optionOf(key, value)),
  ].join(' ');
}

function dataOptions({ benchmark, data }: RunConfig): string[] {
  const left = data.leftOut ? ['--skip-broken LIST'] : [];
  if (isOwn(benchmark)) return ['--images FOLDER', '--labels FILE.csv', ...left];
  if (left.length > 0) return ['--data FOLDER', ...left]; // which --source does not go with
  return data.source === 'twin' ? [] : [`--source ${data.source}`];
}

/** What must be asked for now; of a method of a user's own, which this process may not know, what was asked then. */
function asked(config: RunConfig): Iterable<[string, unknown]> {
  try {
    return sinceToday(config);
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    return Object.entries(config.changes);
  }
}
