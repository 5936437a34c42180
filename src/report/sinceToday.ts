import { allOf, resolveSettings } from '../benchmarks/request';
import { layoutOn } from '../data/dataIdentity';
import { allLayouts } from '../datasets/layouts/registry';
import { canonicalJson } from '../files/canonicalJson';
import type { RunConfig } from '../store/runRecord';

/** A run's settings that are not the usual ones. */
export const differences = (config: RunConfig, usual: ReadonlyMap<string, unknown>): Map<string, unknown> =>
  new Map([...allOf(config)].filter(([key, value]) => canonicalJson(value) !== canonicalJson(usual.get(key) ?? null)));

/** A run's settings that its request would not have by itself now: what a command must say to make it again. */
export function sinceToday(config: RunConfig): Map<string, unknown> {
  const { benchmark, method, profile, seed } = config;
  const known = allLayouts().some(({ name }) => name === config.data.format); // not for a data set of a user's own code
  const layout = known ? layoutOn(config.data) : undefined;
  return differences(config, allOf(resolveSettings({ benchmark, method, profile, seed }, layout)));
}
