import type { RunRequest, Settings } from '../benchmarks/request';
import { type DataIdentity, requireIdentity } from '../data/dataIdentity';
import { canonicalJson, nameFor } from '../files/canonicalJson';
import { requireArray, requireObject, requireText, requireTextOrNone } from '../input/check';
import { allMethodNames, methodNamed } from '../methods/registry';
import { networkNamed, networkNames } from '../networks/registry';
import { withNeutral, withoutNeutral } from '../settings/setting';
import { TRAINING } from '../training/config';
import type { RunConfig } from './runRecord';

/**
 * The configuration that a run is a function of, once its data are known.
 * @throws RlelError for what is no request, settings or identity.
 */
export function runConfig(
  request: RunRequest,
  settings: Settings,
  data: DataIdentity,
  weights: string | null = null,
): RunConfig {
  requireObject(request, 'runConfig: request', ['benchmark', 'method', 'profile', 'seed']);
  requireObject(
    settings,
    'runConfig: settings',
    ['labels', 'network', 'training', 'options'],
    'settings, as resolveSettings gives them,',
  );
  requireIdentity(data, 'runConfig');
  requireTextOrNone(weights, 'runConfig: weights');
  const { benchmark, method, profile, seed } = request;
  const { labels, trainFraction, maxAngle, network, training, options, changes } = settings;
  const config = {
    ...{ benchmark, method, profile, seed, data, trainFraction, maxAngle, labels },
    network: { ...network, weights },
    training,
    options,
    changes,
  };
  requireConfig(config, 'runConfig');
  return config;
}

/** The run's name: the first 16 hex digits of the SHA-256 of its configuration, as it is stored, less `changes`. */
export function runId(config: RunConfig): string {
  requireConfig(config, 'runId');
  const { changes: _, ...named } = storedConfig(config);
  return nameFor(canonicalJson(named));
}

/** @throws RlelError unless it is a run's configuration. */
export function requireConfig(config: unknown, who: string): void {
  const what = `${who}: config`;
  requireObject(
    config,
    what,
    ['benchmark', 'method', 'profile', 'seed', 'data', 'labels', 'network', 'training', 'options'],
    'a configuration, as runConfig gives it,',
  );
  const { benchmark, method, data, labels, network, training, options } = config as RunConfig;
  requireText(benchmark, `${what}.benchmark`);
  requireText(method, `${what}.method`);
  requireObject(data, `${what}.data`, ['source', 'format']);
  requireArray(labels, `${what}.labels`, 1);
  for (const label of labels) requireObject(label, `${what}.labels`, ['name', 'outputs', 'range', 'levels']);
  requireObject(network, `${what}.network`, ['name', 'options']);
  requireObject(training, `${what}.training`);
  requireObject(options, `${what}.options`);
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
    options: allMethodNames().includes(method) ? change(methodNamed(method).options, options) : options,
  };
}
