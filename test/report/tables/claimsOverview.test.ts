import { expect, test } from 'vitest';
import { ledger } from '../../../src/report/claims/ledger';
import { claimsOverview } from '../../../src/report/tables/claimsOverview';
import { errorsOnly, seeds, shownCells } from '../../support/studies';

const twoMethods = (benchmark: string, rlel: readonly number[], direct: readonly number[], learned = true) => [
  ...seeds({ benchmark, method: 'rlel', learned }, rlel),
  ...seeds({ benchmark, method: 'direct', learned }, direct),
];

const effectOf = (
  runs: Parameters<typeof errorsOnly>[0],
  also: Parameters<typeof errorsOnly>[0] | null = null,
): string => {
  const studies = [errorsOnly(runs), ...(also ? [{ ...errorsOnly(also), source: 'open' }] : [])];
  const rows = shownCells(claimsOverview(ledger(studies)).table);
  const found = rows.find((row) => row.some((text) => text.startsWith('RLEL has a lower error than direct')));
  return found?.at(-1) ?? 'no such claim';
};

const four = [4, 4.1, 4, 4.1, 4];
const five = [5, 5, 5, 5, 5];
const three = ['PN', 'AE1', 'AE2'].flatMap((name) => twoMethods(name, [4], [5]));

test('three benchmarks: one effect over them', () => {
  expect(effectOf(three)).toBe('−20.0 % [−20.0, −20.0]');
});

test('two benchmarks cannot be averaged: each by itself, but for those that are not learned or have few seeds', () => {
  const two = [...twoMethods('PN', four, five), ...twoMethods('AE1', [4], [5])];
  expect(effectOf(two)).toMatch(/^PN −19\.2 % \[−2\d\.\d, −1\d\.\d\]$/);
  const unlearned = [...two, ...twoMethods('AE2', four, five, false)];
  expect(effectOf(unlearned)).toBe(effectOf(two));
});

test('several studies: each effect after its data', () => {
  const text = effectOf(three, [...twoMethods('PN', four, five), ...twoMethods('LFH1', four, five)]);
  expect(text).toMatch(/^Twins: −20\.0 % \[.*\]; Photographs: LFH1 −19\.2 % \[.*\], PN −19\.2 % \[.*\]$/);
});
