import { encodingProperties } from '../../encodings/properties';
import { mean } from '../../statistics/moments';
import type { Evidence, Study } from '../evidence';
import { storedEncodings } from '../storedEncoding';
import type { RunClaim } from './claim';
import { pairedStrata } from './comparison';
import { judgeEffect } from './judge';
import { thresholdOf } from './protocol';
import type { Stratum } from './stratum';

const NAME = 'searched-codes';
const linearity = (run: Evidence): number =>
  mean(storedEncodings(run).map(({ encoder }) => encodingProperties(encoder).linearity));

/** RLEL's linearity less the mean of SA's and AE's, on benchmarks and seeds that have all three. */
function differences(study: Study): Stratum[] {
  const [sa, ae] = ['sa', 'ae'].map((other) =>
    pairedStrata(study, 'rlel', other, (rlel, searched) => linearity(rlel) - linearity(searched)),
  );
  return sa.flatMap((ofSa): Stratum[] => {
    const ofAe = ae.find(({ name }) => name === ofSa.name);
    const effects = [...ofSa.effects].flatMap(([seed, effect]): [number, number][] => {
      const other = ofAe?.effects.get(seed);
      return other === undefined ? [] : [[seed, (effect + other) / 2]];
    });
    if (!ofAe || effects.length === 0) return [];
    const learned = ofSa.learned && ofAe.learned;
    return [{ name: ofSa.name, effects: new Map(effects), runs: 3 * effects.length, learned }];
  });
}

export const searchedCodes: RunClaim = {
  about: 'runs',
  name: NAME,
  statement:
    'Codes that are searched beforehand (SA, AE) lack what end-to-end learning gives: their encodings are less linear',
  place: 'abstract: training of network and encoding end to end; results table, columns SA and AE',
  needs: 'RLEL, SA and AE with the same seeds, on at least 3 benchmarks, or with 5 seeds on one',
  test: 'linearity (Pearson’s r of ‖E_i − E_j‖₁ with |i − j|, which has no scale, as codes of different methods have not) of the measured encoder, RLEL’s less the mean of SA’s and AE’s; supported when it is above 0 by t',
  measures: 'RLEL’s linearity less that of SA and AE',
  judge: (study) => judgeEffect(differences(study), thresholdOf(NAME), NAME),
};
