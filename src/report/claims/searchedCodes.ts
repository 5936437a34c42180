import { hingesOf } from '../../encodings/hinges';
import { benchmarksOf, type Evidence, idsOf, type Study, tableRuns } from '../evidence';
import { haveLearned } from '../hasLearned';
import type { RunClaim } from './claim';
import { pairs } from './comparison';
import { judgeEffect } from './judge';
import { thresholdOf } from './protocol';
import type { Stratum } from './stratum';
import { LEVELS_TEXT, propertyOf } from './wellMeasured';

const NAME = 'searched-codes';

const slopeOf = (run: Evidence): number => propertyOf(run, ({ encoder }) => hingesOf(encoder).slope).value;

/** RLEL's slope less the mean of SA's and AE's, on benchmarks and seeds that have all three, with levels enough. */
function differences(study: Study): Stratum[] {
  return benchmarksOf(study.runs).flatMap((name): Stratum[] => {
    const ofAe = new Map(tableRuns(study, name, 'ae').map((run) => [run.config.seed, run]));
    const all = pairs(study, name, 'rlel', 'sa').flatMap(([rlel, sa]) => {
      const ae = ofAe.get(rlel.config.seed);
      const effect = ae ? slopeOf(rlel) - (slopeOf(sa) + slopeOf(ae)) / 2 : Number.NaN;
      return ae && !Number.isNaN(effect) ? [{ effect, seed: rlel.config.seed, runs: [rlel, sa, ae] }] : [];
    });
    if (all.length === 0) return [];
    const used = all.flatMap(({ runs }) => runs);
    const effects = new Map(all.map(({ seed, effect }) => [seed, effect]));
    return [{ name, effects, runs: idsOf(used), learned: haveLearned(used) }];
  });
}

export const searchedCodes: RunClaim = {
  about: 'runs',
  name: NAME,
  statement:
    'Codes that are searched beforehand (SA, AE) lack what end-to-end learning gives: distances between codes that grow with distances between labels',
  place: 'abstract: training of network and encoding end to end; results table, columns SA and AE',
  needs: 'RLEL, SA and AE with the same seeds, on at least 3 benchmarks, or with 5 seeds on one',
  test: `slope of ‖E_i − E_j‖₁ on |i − j| in the measured encoder (R1 asks for 2), RLEL’s less the mean of SA’s and AE’s; supported when it is above 0 by t. ${LEVELS_TEXT}. A slope has the scale of what the network outputs, and grows with the number of bits, as what R1 asks for does`,
  measures: 'RLEL’s slope less that of SA and AE',
  judge: (study) => judgeEffect(differences(study), thresholdOf(NAME), NAME),
};
