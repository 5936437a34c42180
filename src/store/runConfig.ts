import type { Settings } from '../benchmarks/benchmarks';
import type { RunRequest } from '../benchmarks/request';
import type { DataIdentity } from '../data/dataIdentity';
import { canonicalJson, nameFor } from '../files/canonicalJson';
import type { RunConfig } from './runRecord';

/** The configuration that a run is a function of, once its data are known. */
export function runConfig(
  request: RunRequest,
  { labels, trainFraction, network, training, options }: Settings,
  data: DataIdentity,
  weights: string | null = null,
): RunConfig {
  const { benchmark, method, profile, seed } = request;
  return {
    benchmark,
    method,
    profile,
    seed,
    data,
    trainFraction,
    labels,
    network: { ...network, weights },
    training,
    options,
  };
}

/** The run's name: the first 16 hex digits of its configuration's SHA-256. */
export function runId(config: RunConfig): string {
  return nameFor(canonicalJson(config));
}
