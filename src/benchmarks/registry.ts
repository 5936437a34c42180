import { layoutNamed } from '../datasets/layouts/registry';
import { RlelError } from '../errors';
import { requireArray, requireObject, requireOneOf, requireText } from '../input/check';
import { Registry } from '../input/registry';
import { suggestion } from '../input/suggestion';
import { methodNamed } from '../methods/registry';
import { checkOutputs, networkNamed } from '../networks/registry';
import { checkedSettings } from '../settings/setting';
import { TASKS } from '../training/tasks';
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
import { isOwn, ownBenchmark } from './own';
import { PN } from './PN';
import { requireSettings } from './requireSettings';

const benchmarks = new Registry<Benchmark>('benchmark', checkBenchmark);

/**
 * Adds a benchmark, so that it can be run, planned and reported by name.
 * @throws RlelError when the name is taken, or names what is not there, or labels and network do not fit.
 */
export const registerBenchmark = (benchmark: Benchmark): void => benchmarks.add(benchmark);

function checkBenchmark({ name, title, task, layouts, profiles }: Benchmark): void {
  if (isOwn(name))
    throw new RlelError(`Benchmark "${name}": names that begin with "own." are for images with a CSV. Choose another.`);
  try {
    requireText(title, 'title');
    requireOneOf(task, 'task', Object.keys(TASKS));
    requireArray(layouts, 'layouts', 1);
    requireObject(profiles, 'profiles', PROFILES, 'profiles, as defineBenchmark makes them,');
    for (const profile of PROFILES) requireSettings(profiles[profile], profile);
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
}

for (const benchmark of [LFH1, LFH2, FLD1, FLD1_s, FLD2, FLD2_s, FLD3, FLD3_s, AE1, AE2, PN])
  registerBenchmark(benchmark);

/** In order of registration: the paper's eleven first, in its order. */
export const benchmarkNames = (): string[] => benchmarks.names();

/** Whether `benchmarkNamed` knows it. */
export const isBenchmark = (name: string): boolean => isOwn(name) || benchmarkNames().includes(name);

/** "own.NAME" is a user's images with labels in a CSV. @throws RlelError naming the benchmarks there are. */
export const benchmarkNamed = (name: string): Benchmark => (isOwn(name) ? ownBenchmark(name) : benchmarks.named(name));

/** @throws RlelError naming the benchmarks or profiles there are. */
export function settingsOf(name: string, profile: string): ProfileSettings {
  const { profiles } = benchmarkNamed(name);
  if (!Object.hasOwn(profiles, profile))
    throw new RlelError(
      `Unknown profile "${profile}": expected one of ${PROFILES.join(', ')}.${suggestion(String(profile), PROFILES)}`,
    );
  return profiles[profile as Profile];
}
