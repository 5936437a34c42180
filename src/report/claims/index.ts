import type { Claim } from './claim';
import { lelDegradesMore } from './lelDegradesMore';
import { oneTraining } from './oneTraining';
import { paperAverages } from './paperAverages';
import { paperLikeBel } from './paperLikeBel';
import { paperOftenBest } from './paperOftenBest';
import { paperRanks } from './paperRanks';
import { r1Distances } from './r1Distances';
import { r2Decoding } from './r2Decoding';
import { r2Transitions } from './r2Transitions';
import { rlelBelowAe } from './rlelBelowAe';
import { rlelBelowDirect } from './rlelBelowDirect';
import { rlelBelowLel } from './rlelBelowLel';
import { rlelBelowMulticlass } from './rlelBelowMulticlass';
import { rlelBelowSa } from './rlelBelowSa';
import { rlelLikeBel } from './rlelLikeBel';
import { searchedCodes } from './searchedCodes';
import { thetaSaves } from './thetaSaves';

/** The paper's claims. A new one is a file here and a line in this list. */
export const CLAIMS: readonly Claim[] = [
  r1Distances,
  r2Decoding,
  r2Transitions,
  rlelBelowSa,
  rlelBelowAe,
  rlelBelowLel,
  rlelLikeBel,
  lelDegradesMore,
  oneTraining,
  rlelBelowDirect,
  rlelBelowMulticlass,
  searchedCodes,
  thetaSaves,
  paperRanks,
  paperAverages,
  paperOftenBest,
  paperLikeBel,
];
