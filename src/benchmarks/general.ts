import { z } from 'zod';
import { SCENES } from '../datasets/twins/registry';
import { allMethodNames, methodNamed } from '../methods/registry';
import { networkNamed, networkNames } from '../networks/registry';
import { ownSettings } from '../settings/owners';
import { type Setting, type SettingsSchema, setting, settingsIn } from '../settings/setting';
import { TRAINING } from '../training/config';

/** Settings of every run beside its training's, its network's and its method's; left out: the profile's. */
export const GENERAL = z.strictObject({
  levels: setting(z.number().int().min(2).max(100_000), 'number of levels N of all outputs'),
  range: setting(
    z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, 'the lower end comes first'),
    'label range of all outputs, in the label’s unit',
  ),
  trainFraction: setting(
    z.number().positive().max(1),
    'share of the training list that is used, drawn by a fixed seed',
  ),
  maxAngle: setting(z.number().positive(), 'driving: frames with a larger |angle| are skipped, degrees'),
  scenes: setting(z.enum(SCENES), 'synthetic twin: plain scenes, or wild ones with much beside the point'),
  network: setting(z.string(), 'network ("rlel list" shows them)'),
  theta: setting(z.number().int().min(0), 'width θ of the layer before the codes; 0: there is none'),
});

/** What is said of a run beside its settings, in a request or on the command line. */
const BESIDE = [
  'benchmark',
  'method',
  'profile',
  'seed',
  'data',
  'images',
  'labels',
  'source',
  'trainList',
  'skipBroken',
  'weights',
];
const OF_COMMANDS = ['results', 'fresh', 'json', 'quiet', 'import', 'version', 'help'];

ownSettings(
  [...BESIDE, ...OF_COMMANDS, ...Object.keys(GENERAL.shape), ...Object.keys(TRAINING.shape)],
  'every run',
  'Settings of every run',
);

/** Where a setting belongs. */
export type Place = 'general' | 'training' | 'network' | 'method';

/** A setting that a run may have, and whose it is. */
export interface PlacedSetting extends Setting {
  readonly place: Place;
  /** Methods or networks that have it; empty: all. */
  readonly of: readonly string[];
}

/** The settings of a method's runs on a network. @throws RlelError naming the methods or networks there are. */
export const settingsFor = (method: string, network: string): PlacedSetting[] => [
  ...placed(GENERAL, 'general'),
  ...placed(TRAINING, 'training'),
  ...placed(networkNamed(network).options, 'network', [network]),
  ...placed(methodNamed(method).options, 'method', [method]),
];

/** Every setting of every method and network: one that several have is there once for each type of value. */
export function allSettings(): PlacedSetting[] {
  const found: PlacedSetting[] = [...placed(GENERAL, 'general'), ...placed(TRAINING, 'training')];
  const add = (one: PlacedSetting) => {
    const index = found.findIndex(
      ({ key, schema, place }) => key === one.key && schema === one.schema && place === one.place,
    );
    if (index < 0) found.push(one);
    else found[index] = { ...found[index], of: [...found[index].of, ...one.of] };
  };
  for (const name of networkNames()) placed(networkNamed(name).options, 'network', [name]).forEach(add);
  for (const name of allMethodNames()) placed(methodNamed(name).options, 'method', [name]).forEach(add);
  return found;
}

const placed = (schema: SettingsSchema, place: Place, of: readonly string[] = []): PlacedSetting[] =>
  settingsIn(schema).map((one) => ({ ...one, place, of }));
