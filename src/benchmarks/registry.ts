import { layoutNamed } from '../datasets/layouts/registry';
import { RlelError } from '../errors';
import { methodNamed } from '../methods/registry';
import { checkOutputs, networkNamed } from '../networks/registry';
import { checkedSettings } from '../settings/setting';
import { AE1 } from './AE1';
import { AE2 } from './AE2';
import { type Benchmark, PROFILES, type Profile, type ProfileSettings } from './benchmark';
import { FLD1 } from './FLD1';
import { FLD1_s } from './FLD1_s';
import { FLD2 } from './FLD2';
import { FLD2_s } from './FLD2_s';
import { FLD3 } from './FLD3';
import { FLD3_s } from './FLD3_s';
import { LFH1 } from './LFH1';
import { LFH2 } from './LFH2';
import { PN } from './PN';

const benchmarks = new Map<string, Benchmark>();

/**
 * Adds a benchmark, so that it can be run, planned and reported by name.
 * @throws RlelError when the name is taken, or names what is not there, or labels and network do not fit.
 */
export function registerBenchmark(benchmark: Benchmark): void {
  const { name, task, layouts, profiles } = benchmark;
  if (benchmarks.has(name)) throw new RlelError(`Benchmark "${name}" is there already: choose another name.`);
  if (layouts.length === 0) throw new RlelError(`Benchmark ${name}: it reads no layout. Name at least one.`);
  try {
    for (const layout of layouts) {
      if (layoutNamed(layout).task !== task)
        throw new RlelError(`layout ${layout} is for ${layoutNamed(layout).task}, not for ${task}.`);
    }
    for (const { network, methods, labels } of Object.values(profiles)) {
      const entry = networkNamed(network.name);
      checkedSettings(entry.options, network.options);
      checkOutputs(entry, labels);
      for (const [method, options] of Object.entries(methods)) checkedSettings(methodNamed(method).options, options);
    }
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    throw new RlelError(`Benchmark ${name}: ${error.message}`);
  }
  benchmarks.set(name, benchmark);
}

for (const benchmark of [LFH1, LFH2, FLD1, FLD1_s, FLD2, FLD2_s, FLD3, FLD3_s, AE1, AE2, PN])
  registerBenchmark(benchmark);

/** In order of registration: the paper's eleven first, in its order. */
export const benchmarkNames = (): string[] => [...benchmarks.keys()];

/** @throws RlelError naming the benchmarks there are. */
export function benchmarkNamed(name: string): Benchmark {
  const found = benchmarks.get(name);
  if (!found) throw new RlelError(`Unknown benchmark "${name}": expected one of ${benchmarkNames().join(', ')}.`);
  return found;
}

/** @throws RlelError naming the benchmarks or profiles there are. */
export function settingsOf(name: string, profile: string): ProfileSettings {
  const settings = benchmarkNamed(name).profiles[profile as Profile];
  if (!settings) throw new RlelError(`Unknown profile "${profile}": expected one of ${PROFILES.join(', ')}.`);
  return settings;
}
