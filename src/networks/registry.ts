import { RlelError } from '../errors';
import type { Random } from '../random/random';
import type { Network } from './network';
import { PILOTNET, PILOTNET_COMPACT, PilotNet } from './pilotnet';

type Builder = (theta: number, random: Random) => Network;

const NETWORKS: Record<string, { readonly imageSize: readonly [number, number]; readonly build: Builder }> = {
  pilotnet: { imageSize: PILOTNET.imageSize, build: (theta, random) => new PilotNet(PILOTNET, theta, random) },
  'pilotnet-compact': {
    imageSize: PILOTNET_COMPACT.imageSize,
    build: (theta, random) => new PilotNet(PILOTNET_COMPACT, theta, random),
  },
};

export const networkNames = (): string[] => Object.keys(NETWORKS);

/** @throws RlelError naming the networks there are. */
export function networkNamed(name: string) {
  const network = NETWORKS[name];
  if (!network) throw new RlelError(`Unknown network "${name}": expected one of ${networkNames().join(', ')}.`);
  return network;
}
