import { RlelError } from '../../errors';
import { Registry } from '../../input/registry';
import { belBelowDirect } from './belBelowDirect';
import type { Claim } from './claim';
import { lelDegradesBySize } from './lelDegradesBySize';
import { lelDegradesMore } from './lelDegradesMore';
import { paperBelowAe, paperBelowLel, paperBelowSa } from './paperBelow';
import { paperLikeBel } from './paperLikeBel';
import { paperOftenBest } from './paperOftenBest';
import { paperRanks } from './paperRanks';
import { r1Slope } from './r1Slope';
import { r1Violations } from './r1Violations';
import { r2Decoding } from './r2Decoding';
import { r2Transitions } from './r2Transitions';
import { rlelBelowAe } from './rlelBelowAe';
import { rlelBelowDirect } from './rlelBelowDirect';
import { rlelBelowFixedCe } from './rlelBelowFixedCe';
import { rlelBelowFrozen } from './rlelBelowFrozen';
import { rlelBelowLel } from './rlelBelowLel';
import { rlelBelowMulticlass } from './rlelBelowMulticlass';
import { rlelBelowMulticlassSoft } from './rlelBelowMulticlassSoft';
import { rlelBelowSa } from './rlelBelowSa';
import { rlelCorrectsErrors } from './rlelCorrectsErrors';
import { rlelLikeBel } from './rlelLikeBel';
import { rlelSignificant } from './rlelSignificant';
import { searchedCodes } from './searchedCodes';
import { thetaAccuracy } from './thetaAccuracy';
import { thetaParameters } from './thetaParameters';
import { trainingEffort } from './trainingEffort';
import { weightsRobust } from './weightsRobust';

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
  r1Slope,
  r1Violations,
  r2Decoding,
  r2Transitions,
  rlelBelowSa,
  rlelBelowAe,
  rlelBelowLel,
  rlelLikeBel,
  rlelSignificant,
  rlelBelowDirect,
  rlelBelowMulticlass,
  belBelowDirect,
  rlelBelowMulticlassSoft,
  rlelBelowFixedCe,
  rlelBelowFrozen,
  lelDegradesMore,
  lelDegradesBySize,
  weightsRobust,
  trainingEffort,
  thetaParameters,
  thetaAccuracy,
  searchedCodes,
  rlelCorrectsErrors,
  paperBelowSa,
  paperBelowAe,
  paperBelowLel,
  paperLikeBel,
  paperOftenBest,
  paperRanks,
];
for (const claim of CLAIMS) registerClaim(claim);

/** The paper's claims, then the users'. */
export const allClaims = (): Claim[] => claims.all();
