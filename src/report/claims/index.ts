import { RlelError } from '../../errors';
import { Registry } from '../../input/registry';
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

const claims = new Registry<Claim>('claim', ({ name, statement, place, judge }) => {
  if (typeof statement !== 'string' || typeof place !== 'string' || typeof judge !== 'function')
    throw new RlelError(`Claim "${name}": expected a statement, its place, what is measured, the test and a judge.`);
});

/**
 * Adds a claim, which the ledger judges beside the paper's.
 * @throws RlelError when the name is taken, or it is no whole claim.
 */
export const registerClaim = (claim: Claim): void => claims.add(claim);

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
for (const claim of CLAIMS) registerClaim(claim);

/** The paper's claims, then the users'. */
export const allClaims = (): Claim[] => claims.all();
