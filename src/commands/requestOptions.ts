import { type Command, Option } from 'commander';
import { PROFILES, type Profile } from '../benchmarks/benchmark';
import { allSettings, type PlacedSetting } from '../benchmarks/general';
import { isOwn, ownName } from '../benchmarks/own';
import type { RunRequest } from '../benchmarks/request';
import { placesOfSet, requireData, type WantedSource } from '../data/findData';
import { RlelError } from '../errors';
import { methodNames } from '../methods/registry';
import type { RunPlaces } from '../runs/openRun';
import { flagOf, parseSetting, shapeOf } from '../settings/text';
import { integerOption, labelsOption, sourceOption } from './options';

const GROUPS: Readonly<Record<PlacedSetting['place'], string>> = {
  general: 'Labels, data and network:',
  training: 'Training:',
  network: 'Networks’ own:',
  method: 'Methods’ own:',
};

/** The options that say what a run is; settings that are left out are the profile's. */
export function addRequestOptions(command: Command): Command {
  command
    .optionsGroup('What is run:')
    .option('--benchmark <name>', 'benchmark ("rlel list" shows them); with --images it may be left out, or own.NAME')
    .option('--method <name>', 'method ("rlel list" shows them)')
    .option('--profile <name>', `settings: ${PROFILES.join(', ')}`, 'quick')
    .addOption(integerOption('--seed <n>', 'seed, an integer of at least 0', 0, 1))
    .optionsGroup('On which data (left out: the synthetic twin):')
    .option('--data <folder>', 'train on the data set in this folder')
    .option('--images <folder>', 'train on images of your own, whose labels are in a CSV: image,LABEL[,LABEL…]')
    .addOption(labelsOption())
    .addOption(sourceOption('the data set'))
    .option('--train-list <file>', 'ids of the training samples to use, one a line')
    .option('--skip-broken <list>', 'leave out the broken samples that "rlel data check --json" wrote to this file')
    .optionsGroup('Where and how:')
    .option('--weights <file>', 'safetensors file that the backbone starts from (torchvision’s or timm’s names)');
  for (const [key, ones] of byKey()) {
    const shapes = [...new Set(ones.map(({ schema }) => shapeOf(schema)))];
    const help = ones.map(({ help, of }) => (of.length > 0 ? `${help} (${of.join(', ')})` : help)).join('; ');
    const option = new Option(`${flagOf(key)} <${shapes.join(' or ')}>`, help);
    command.addOption(option.helpGroup(GROUPS[ones[0].place]));
  }
  return command;
}

/** Settings of one name, which methods may understand each in its way. */
function byKey(): Map<string, PlacedSetting[]> {
  const found = new Map<string, PlacedSetting[]>();
  for (const one of allSettings()) found.set(one.key, [...(found.get(one.key) ?? []), one]);
  return found;
}

type Options = Readonly<Record<string, unknown>>;

/** The request that the parsed options make. @throws RlelError naming an option whose text is not of its type. */
export function toRequest(options: Options): RunRequest {
  const { method, profile, seed } = options as unknown as RunRequest;
  if (!method) throw new RlelError(`Which method? Give --method with one of ${methodNames().join(', ')}.`);
  const benchmark = benchmarkIn(options as PlaceOptions);
  const settings: Record<string, unknown> = {};
  for (const [key, ones] of byKey()) {
    const text = options[key];
    if (typeof text !== 'string') continue;
    const own = ones.find(({ of }) => of.includes(method)) ?? ones[0];
    settings[key] = parseSetting(own.schema, text, flagOf(key));
  }
  return { benchmark, method, profile, seed, settings };
}

/** @throws RlelError where none is named. */
function benchmarkIn({ benchmark, images, labels }: PlaceOptions): string {
  const found = benchmark ?? (images && ownName(labels ?? images));
  if (!found) throw new RlelError('Which benchmark? Give --benchmark NAME, or --images FOLDER with --labels FILE.csv.');
  if (images && !isOwn(found)) {
    throw new RlelError(`--images is for images of your own: leave out --benchmark ${found}, or name it own.NAME.`);
  }
  return found;
}

type PlaceOptions = {
  readonly [name in 'benchmark' | 'data' | 'images' | 'labels' | 'trainList' | 'skipBroken' | 'weights']?: string;
} & { readonly source?: WantedSource };

/** The places that the parsed options name. @throws RlelError where they exclude each other, or nothing is there. */
export function toPlaces(options: Options, { benchmark, profile }: RunRequest): RunPlaces {
  const { data, images, labels = null, source, ...others } = options as PlaceOptions;
  const { trainList = null, skipBroken = null, weights = null } = others;
  if (data && images) throw new RlelError('--data and --images: give one of the two.');
  const folder = data ?? images ?? null;
  if (labels && !folder) throw new RlelError(`--labels ${labels} has no effect without --images FOLDER.`);
  if (!source) return { folder, labels, trainList, skipBroken, weights };
  if (folder || skipBroken) throw new RlelError('--source finds the data: leave out --data, --images, --skip-broken.');
  return { ...placesOfSet(requireData(benchmark, profile as Profile, source).set), trainList, weights };
}
