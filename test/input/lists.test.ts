import { afterEach, expect, test, vi } from 'vitest';
import { listIn, nameAmong } from '../../src/input/lists';
import { integerIn, numberIn } from '../../src/input/numbers';
import { variable } from '../../src/input/variable';

afterEach(() => vi.unstubAllEnvs());

test('numbers are decimal, integers are digits', () => {
  expect(['12', '-0.5', '+.5', '1e-4', '3.', ' 7 '].map((text) => numberIn(text, '--x'))).toEqual([
    12, -0.5, 0.5, 1e-4, 3, 7,
  ]);
  for (const text of ['', ' ', '0x10', 'Infinity', '1e999', '1,5', '1_000', 'x', '-'])
    expect(() => numberIn(text, '--x'), text).toThrow('--x');
  expect([integerIn('0', '--n'), integerIn(' 42 ', '--n'), integerIn('-3', '--n', -5)]).toEqual([0, 42, -3]);
  for (const text of ['', ' ', '0x10', '1e3', '2.0', '-1', '9007199254740993'])
    expect(() => integerIn(text, '--n'), text).toThrow('an integer of at least 0');
});

test('lists have no gaps, and each item once', () => {
  expect(listIn('1, 2,3', '--seeds', integerIn)).toEqual([1, 2, 3]);
  expect(listIn('U', '--families', nameAmong(['U', 'J']))).toEqual(['U']);
  expect(() => listIn('1,,2', '--seeds', integerIn)).toThrow('--seeds "1,,2": item 2 of 3 is empty');
  expect(() => listIn('PN,', '--names', nameAmong(['PN']))).toThrow('item 2 of 2 is empty');
  expect(() => listIn(' ', '--seeds', integerIn)).toThrow('item 1 of 1 is empty');
  expect(() => listIn('1,01', '--seeds', integerIn)).toThrow('01 is there twice');
  expect(() => listIn('U,X', '--families', nameAmong(['U', 'J']))).toThrow('--families X: expected one of U, J');
});

test('a variable that is set to nothing is not set', () => {
  vi.stubEnv('RLEL_TEST', '');
  expect(variable('RLEL_TEST')).toBeUndefined();
  vi.stubEnv('RLEL_TEST', 'a');
  expect(variable('RLEL_TEST')).toBe('a');
});
