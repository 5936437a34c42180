import { RlelError } from '../errors';
import type { Random } from '../random/random';
import { HRNET_COMPACT, HRNET_W18, HRNet } from './hrnet';
import type { Network, OutputGroup } from './network';
import type { ImageStatistics } from './normalization';
import { PILOTNET, PILOTNET_COMPACT, PilotNet } from './pilotnet';
import { RESNET34, RESNET34_COMPACT, RESNET50, RESNET50_COMPACT, ResNet, type ResNetShape } from './resnet';

/** What a network is built for. */
export interface NetworkOptions {
  /** Width θ of the layer before the codes. */
  readonly theta: number;
  readonly groups: readonly OutputGroup[];
  /** What images are standardised by (ResNets). */
  readonly statistics: ImageStatistics;
  /** See the oddity `corner-pooling` (ResNets). */
  readonly cornerPooling: boolean;
}

interface NetworkEntry {
  readonly imageSize: readonly [number, number];
  build(options: NetworkOptions, random: Random): Network;
}

const resnet = (shape: ResNetShape): NetworkEntry => ({
  imageSize: shape.imageSize,
  build: (options, random) => new ResNet(shape, options, random),
});

const NETWORKS: Readonly<Record<string, NetworkEntry>> = {
  pilotnet: { imageSize: PILOTNET.imageSize, build: ({ theta }, random) => new PilotNet(PILOTNET, theta, random) },
  'pilotnet-compact': {
    imageSize: PILOTNET_COMPACT.imageSize,
    build: ({ theta }, random) => new PilotNet(PILOTNET_COMPACT, theta, random),
  },
  resnet34: resnet(RESNET34),
  'resnet34-compact': resnet(RESNET34_COMPACT),
  resnet50: resnet(RESNET50),
  'resnet50-compact': resnet(RESNET50_COMPACT),
  'hrnet-w18': { imageSize: HRNET_W18.imageSize, build: (options, random) => new HRNet(HRNET_W18, options, random) },
  'hrnet-compact': {
    imageSize: HRNET_COMPACT.imageSize,
    build: (options, random) => new HRNet(HRNET_COMPACT, options, random),
  },
};

export const networkNames = (): string[] => Object.keys(NETWORKS);

/** @throws RlelError naming the networks there are. */
export function networkNamed(name: string): NetworkEntry {
  const network = NETWORKS[name];
  if (!network) throw new RlelError(`Unknown network "${name}": expected one of ${networkNames().join(', ')}.`);
  return network;
}
