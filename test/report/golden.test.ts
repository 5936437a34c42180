import { expect, test } from 'vitest';
import type { Judgement } from '../../src/report/claims/claim';
import { errorEntries } from '../../src/report/claims/ledger';
import { errorsOnly, seeds } from '../support/studies';

// SciPy 1.17.1 (ttest_1samp; bootstrap by BCa with 10⁶ resamples), called with the logarithms of ratios of the same errors,
// FLD1 and FLD1_s as one mean; Holm's steps over its six p values in numpy.

const BENCHMARKS = ['LFH1', 'LFH2', 'FLD1', 'FLD1_s', 'AE1', 'AE2', 'PN'];
const ERRORS = {
  rlel: [4, 4, 4, 4, 4, 4, 4],
  sa: [5, 4.8, 4.6, 6, 4.4, 4.9, 5.2],
  lel: [4.1, 4.2, 4.0, 4.3, 3.9, 4.05, 4.1],
  direct: [4.3, 4.1, 4.2, 4.25, 4.3, 4.1, 4.35],
  bel: [4, 4.05, 3.95, 4.1, 4, 3.9, 4.1],
};

/** Three seeds of each, by up to 5 % off. */
const study = errorsOnly(
  Object.entries(ERRORS).flatMap(([method, errors], m) =>
    errors.flatMap((error, b) =>
      seeds(
        { benchmark: BENCHMARKS[b], method },
        [1, 2, 3].map((seed) => error * (1 + (((7 * b + 5 * seed + 3 * m) % 11) - 5) / 100)),
      ),
    ),
  ),
);
const entries = new Map(errorEntries(study).map(({ claim, judgement }) => [claim.name, judgement]));

test.each([
  {
    claim: 'rlel-below-sa',
    verdict: 'supported',
    effect: [-19.107330049333353, -24.343926573624998, -13.508278246617705],
    check: [-21.672407331541415, -12.898687586942422],
    corrected: [0.00271887250131319],
  },
  {
    claim: 'rlel-below-direct',
    verdict: 'smaller than claimed',
    effect: [-5.811041673770821, -7.886353160005269, -3.6889736220040388],
    check: [-7.358911419595433, -4.432909939609967],
    corrected: [0.0048734422679471865, 0.005488857192609154],
  },
  {
    claim: 'rlel-below-lel',
    verdict: 'inconclusive',
    effect: [-2.192814782900454, -6.180566526937062, 1.9644345096012354],
    check: [-4.7609746264382, 0.9541292458311481],
    corrected: [0.22922937877175875],
  },
  {
    claim: 'rlel-like-bel',
    verdict: 'supported',
    effect: [-0.07924578500748604, -2.8620530062553575, 2.7832832779129086],
    check: [-2.027453511185896, 1.7799742951343067],
    corrected: [0.018978997730773012],
  },
])('$claim: $verdict', ({ claim, verdict, effect, check, corrected }) => {
  const judgement = entries.get(claim) as Judgement;
  expect(judgement.verdict).toBe(verdict);
  const numbers = ({ estimate, low, high } = judgement.effect as NonNullable<Judgement['effect']>) => [
    estimate,
    low,
    high,
  ];
  numbers().forEach((value, i) => expect(value).toBeCloseTo(effect[i], 5));
  const { low, high } = judgement.check as NonNullable<Judgement['check']>;
  const width = check[1] - check[0];
  expect(Math.abs(low - check[0])).toBeLessThan(0.03 * width);
  expect(Math.abs(high - check[1])).toBeLessThan(0.03 * width);
  judgement.tests.forEach((one, i) => expect(one.corrected).toBeCloseTo(corrected[i], 6));
});
