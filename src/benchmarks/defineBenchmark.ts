import { RlelError } from '../errors';
import { requireArray, requireObject, requireOptions, requireText } from '../input/check';
import { checkedSettings } from '../settings/setting';
import { TRAINING } from '../training/config';
import {
  type Benchmark,
  type BenchmarkDefinition,
  PROFILES,
  type ProfileChanges,
  type ProfileSettings,
} from './benchmark';
import { settingDepartures } from './departures';
import { requireSettings } from './requireSettings';

/** In place of the departures of a benchmark that the paper has not. */
const NOT_PUBLISHED = 'the paper does not have this benchmark: there are no published settings to depart from';

/**
 * A benchmark, with the settings of each profile and how they depart from the published ones.
 * @throws RlelError naming the benchmark and the setting that is missing, of another kind or out of bounds.
 */
export function defineBenchmark(definition: BenchmarkDefinition): Benchmark {
  requireObject(definition, 'defineBenchmark: definition', ['name', 'title', 'task', 'layouts', 'settings']);
  const { name, title, task, layouts, paper: row, settings: written, departures = [], profiles = {} } = definition;
  requireText(name, 'defineBenchmark: name');
  try {
    requireSettings(written, 'settings');
    requireArray(departures, 'departures');
    requireOptions(profiles, 'profiles', [], PROFILES);
    for (const [profile, changes] of Object.entries(profiles)) requireChanges(changes, profile);
    const settings = changed(BLANK, { ...written, departures });
    const paper = changed(settings, profiles.paper);
    const told = (one: ProfileSettings): ProfileSettings => ({
      ...one,
      departures: [...(row ? settingDepartures(one, settings) : [NOT_PUBLISHED]), ...one.departures],
    });
    const quick = changed(paper, profiles.quick);
    const standard = changed(paper, profiles.standard);
    return {
      ...{ name, title, task, layouts, paper: row, settings },
      profiles: { quick: told(quick), standard: told(standard), paper: told(paper) },
    };
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    throw new RlelError(`Benchmark ${name}: ${error.message}`);
  }
}

const CHANGES = [
  'labels',
  'trainFraction',
  'maxAngle',
  'network',
  'training',
  'methods',
  'tuned',
  'twin',
  'departures',
  'expected',
];

function requireChanges(changes: ProfileChanges, profile: string): void {
  requireOptions(changes, profile, [], CHANGES);
  for (const part of ['network', 'training', 'methods', 'tuned', 'twin', 'expected'] as const)
    if (changes[part] !== undefined) requireObject(changes[part], `${profile}.${part}`);
  if (changes.departures !== undefined) requireArray(changes.departures, `${profile}.departures`);
}

const BLANK: ProfileSettings = {
  labels: [],
  trainFraction: 1,
  maxAngle: 180,
  network: { name: '', theta: 10, options: {} },
  training: checkedSettings(TRAINING, {}),
  methods: {},
  tuned: {},
  twin: null,
  departures: [],
  expected: null,
};

/** Settings with a profile's changes. A method's options change one by one; expectations are the profile's own. */
function changed(base: ProfileSettings, changes: ProfileChanges = {}): ProfileSettings {
  const { network, training, methods = {}, departures = [], expected = null, ...others } = changes;
  const options = network?.name && network.name !== base.network.name ? {} : base.network.options;
  return {
    ...base,
    ...others,
    network: { ...base.network, ...network, options: { ...options, ...network?.options } },
    training: checkedSettings(TRAINING, { ...base.training, ...training }),
    methods: {
      ...base.methods,
      ...Object.fromEntries(
        Object.entries(methods).map(([method, own]) => [method, { ...base.methods[method], ...own }]),
      ),
    },
    departures: [...base.departures, ...departures],
    expected,
  };
}
