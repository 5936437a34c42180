import type { RunRequest, Settings } from '../benchmarks/request';
import type { DataIdentity } from '../data/dataIdentity';
import { canonicalJson, nameFor } from '../files/canonicalJson';
import { methodNamed, methodNames } from '../methods/registry';
import { networkNamed, networkNames } from '../networks/registry';
import { withNeutral, withoutNeutral } from '../settings/setting';
import { TRAINING } from '../training/config';
import type { RunConfig } from './runRecord';

/** The configuration that a run is a function of, once its data are known. */
export function runConfig(
  { benchmark, method, profile, seed }: RunRequest,
  { labels, trainFraction, maxAngle, network, training, options, changes }: Settings,
  data: DataIdentity,
  weights: string | null = null,
): RunConfig {
  return {
    ...{ benchmark, method, profile, seed, data, trainFraction, maxAngle, labels },
    network: { ...network, weights },
    training,
    options,
    changes,
  };
}

/** The run's name: the first 16 hex digits of the SHA-256 of its configuration, as it is stored, less `changes`. */
export function runId(config: RunConfig): string {
  const { changes: _, ...named } = storedConfig(config);
  return nameFor(canonicalJson(named));
}

/**
 * What config.json holds: settings that are neutral are left out, so that a setting that is added later is no part of
 * the runs before it.
 */
export function storedConfig(config: RunConfig): RunConfig {
  return mapSettings(config, withoutNeutral);
}

/** A stored configuration with the settings that it leaves out. */
export function readConfig(stored: RunConfig): RunConfig {
  return mapSettings(stored, withNeutral);
}

/** A method or network that is not registered here (a user's own) has its settings as they are. */
function mapSettings(config: RunConfig, change: typeof withNeutral): RunConfig {
  const { network, training, method, options } = config;
  return {
    ...config,
    network: networkNames().includes(network.name)
      ? { ...network, options: change(networkNamed(network.name).options, network.options) }
      : network,
    training: change(TRAINING, training) as RunConfig['training'],
    options: methodNames().includes(method) ? change(methodNamed(method).options, options) : options,
  };
}
