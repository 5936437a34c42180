import { z } from 'zod';
import { RlelError } from '../errors';
import { Registry } from '../input/registry';
import type { Random } from '../random/random';
import { ownSettings } from '../settings/owners';
import { checkedSettings, type SettingsSchema } from '../settings/setting';
import { HRNET_COMPACT, HRNET_W18, HRNet, type HRNetShape } from './hrnet';
import type { Network, OutputGroup } from './network';
import { PILOTNET, PILOTNET_COMPACT, PilotNet, type PilotNetShape } from './pilotnet';
import {
  RESNET_OPTIONS,
  RESNET34,
  RESNET34_COMPACT,
  RESNET50,
  RESNET50_COMPACT,
  ResNet,
  type ResNetShape,
} from './resnet';

/** What a network is built for. */
export interface NetworkContext {
  /** Width θ of the layer before the codes; 0: there is none. */
  readonly theta: number;
  readonly groups: readonly OutputGroup[];
  /** The network's own, as its schema gives them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A network that runs can name. Users add theirs with `registerNetwork`. */
export interface NetworkEntry {
  readonly name: string;
  /** [height, width] of the images that it takes. */
  readonly imageSize: readonly [number, number];
  /** Its own settings, each with a default. */
  readonly options: SettingsSchema;
  /** What outputs it can have: `one` value, one `group` of outputs that share a label space, or any number of `groups`. */
  readonly outputs: 'one' | 'group' | 'groups';
  build(context: NetworkContext, random: Random): Network;
}

const NO_OPTIONS = z.strictObject({});

const resnet = (name: string, shape: ResNetShape): NetworkEntry => ({
  name,
  imageSize: shape.imageSize,
  options: RESNET_OPTIONS,
  outputs: 'groups',
  build: ({ theta, groups, options }, random) =>
    new ResNet(shape, { theta, groups, ...checkedSettings(RESNET_OPTIONS, options) }, random),
});
const pilotnet = (name: string, shape: PilotNetShape): NetworkEntry => ({
  name,
  imageSize: shape.imageSize,
  options: NO_OPTIONS,
  outputs: 'one',
  build: ({ theta }, random) => new PilotNet(shape, theta, random),
});
const hrnet = (name: string, shape: HRNetShape): NetworkEntry => ({
  name,
  imageSize: shape.imageSize,
  options: NO_OPTIONS,
  outputs: 'group',
  build: (context, random) => new HRNet(shape, context, random),
});

const networks = new Registry<NetworkEntry>('network', ({ name, imageSize, options, outputs, build }) => {
  const whole = imageSize?.length === 2 && options instanceof z.ZodObject && typeof build === 'function';
  if (!whole || !['one', 'group', 'groups'].includes(outputs))
    throw new RlelError(
      `Network "${name}": expected imageSize, an options schema, outputs (one, group or groups) and build.`,
    );
  ownSettings(Object.keys(options.shape), 'networks', `Network "${name}"`);
});

/**
 * Adds a network, so that runs can name it.
 * @throws RlelError when the name is taken, it is no whole network, or an option is a setting of every run or of methods.
 */
export const registerNetwork = (network: NetworkEntry): void => networks.add(network);

for (const network of [
  pilotnet('pilotnet', PILOTNET),
  pilotnet('pilotnet-compact', PILOTNET_COMPACT),
  resnet('resnet34', RESNET34),
  resnet('resnet34-compact', RESNET34_COMPACT),
  resnet('resnet50', RESNET50),
  resnet('resnet50-compact', RESNET50_COMPACT),
  hrnet('hrnet-w18', HRNET_W18),
  hrnet('hrnet-compact', HRNET_COMPACT),
])
  registerNetwork(network);

/** Every registered network. */
export const networkNames = (): string[] => networks.names();

/** @throws RlelError naming the networks there are. */
export const networkNamed = (name: string): NetworkEntry => networks.named(name);

/** @throws RlelError when the network cannot have such outputs: said before anything is read. */
export function checkOutputs({ name, outputs }: NetworkEntry, groups: readonly OutputGroup[]): void {
  if (canHave(outputs, groups)) return;
  const can = outputs === 'one' ? 'one value' : 'outputs that share a label space';
  const fitting = networks
    .all()
    .filter((other) => canHave(other.outputs, groups))
    .map((other) => other.name);
  throw new RlelError(
    `Network ${name} gives ${can}, but the labels are ${groups.map((group) => `${group.name} (${group.outputs})`).join(', ')}. ${fitting.join(', ')} can.`,
  );
}

function canHave(outputs: NetworkEntry['outputs'], groups: readonly OutputGroup[]): boolean {
  if (outputs === 'groups') return true;
  return groups.length === 1 && (outputs === 'group' || groups[0].outputs === 1);
}
