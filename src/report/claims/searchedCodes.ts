import { encodingProperties } from '../../encodings/properties';
import { mean } from '../../statistics/moments';
import { benchmarksOf, type Evidence, type Study } from '../evidence';
import { storedEncodings } from '../storedEncoding';
import type { RunClaim } from './claim';
import { pairs } from './comparison';
import { judgeEffect, type Stratum } from './judge';

const NAME = 'searched-codes';
const linearity = (run: Evidence): number =>
  mean(storedEncodings(run).map(({ encoder }) => encodingProperties(encoder).linearity));

const differences = (study: Study): Stratum[] =>
  benchmarksOf(study.runs).flatMap((benchmark) =>
    ['sa', 'ae'].flatMap((other): Stratum[] => {
      const both = pairs(study, benchmark, 'rlel', other);
      if (both.length === 0) return [];
      const effects = both.map(([rlel, searched]) => linearity(rlel) - linearity(searched));
      return [{ name: `${benchmark}, ${other.toUpperCase()}`, effects, runs: 2 * both.length }];
    }),
  );

export const searchedCodes: RunClaim = {
  about: 'runs',
  name: NAME,
  statement:
    'Codes that are searched beforehand (SA, AE) lack what end-to-end learning gives: their encodings are less linear',
  place: 'abstract: training of network and encoding end to end; results table, columns SA and AE',
  needs: 'RLEL, SA and AE with the same seeds, at least two, on any of the benchmarks',
  test: 'linearity (Pearson’s r of ‖E_i − E_j‖₁ with |i − j|) of the measured encoder, RLEL’s less SA’s and AE’s; supported when the 95 % stratified bootstrap interval of the mean difference lies above 0',
  measures: 'RLEL’s linearity less that of SA and AE',
  judge: (study) => judgeEffect(differences(study), { above: 0 }, NAME),
};
