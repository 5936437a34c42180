import { expect, test } from 'vitest';
import { belCode } from '../../../src/encodings/bel';
import { codeDistances } from '../../../src/report/figures/codeDistances';

test('distances of unary codes grow with the label, Hadamard codes are equally far apart', () => {
  const { data } = codeDistances({ unary: belCode('U', 5), hadamard: belCode('HAD', 8) });
  const [unary, hadamard] = data as { y: number[] }[];
  expect(unary.y).toEqual([25, 50, 75, 100]);
  expect(new Set(hadamard.y)).toEqual(new Set([100]));
});

test('levels that were never seen are passed over, and distances that hardly any pair has', () => {
  const of = (values: number[]) => {
    const { rows } = codeDistances({ learned: { levels: values.length, width: 1, values } });
    return rows.map(({ labels, distance }) => [labels, distance]);
  };
  expect(of([0, Number.NaN, 2, 3, 4])).toEqual([1, 2, 3, 4].map((labels) => [labels, 25 * labels]));
  expect(of([0, Number.NaN, 2, Number.NaN, 4])).toEqual([2, 4].map((labels) => [labels, 25 * labels]));
});
