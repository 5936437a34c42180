import { expect, test } from 'vitest';
import { suggestion } from '../../src/input/suggestion';

test.each([
  ['rlle', ['lel', 'rlel', 'bel'], ' Did you mean rlel?'],
  ['pn', ['PN', 'AE1'], ' Did you mean PN?'],
  ['mehtod', ['method', 'metric'], ' Did you mean method?'],
  ['AE3', ['AE1', 'AE2', 'PN'], ' Did you mean AE1 or AE2?'],
  ['constructor', ['PN', 'AE1'], ''],
  ['x', ['y', 'rlel'], ''],
  ['', ['a'], ''],
])('%s of %j', (word, names, expected) => {
  expect(suggestion(word, names)).toBe(expected);
});
