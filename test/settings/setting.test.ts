import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkedSettings, setting, withNeutral, withoutNeutral } from '../../src/settings/setting';
import { flagOf, parseSetting, shapeOf } from '../../src/settings/text';
import { readConfig, runId, storedConfig } from '../../src/store/runConfig';
import { columnData, smallRun } from '../support/steering';

const data = columnData(40);

test('a setting at its neutral value is no part of a run’s name or file, and reads as having it', () => {
  const config = smallRun(data);
  const stored = storedConfig(config);
  expect(config.training.leastSteps).toBe(0);
  expect('leastSteps' in stored.training).toBe(false);
  expect(readConfig(stored)).toEqual(config);
  const { leastSteps: _, ...before } = config.training; // recorded before the setting was there
  expect(runId({ ...config, training: before as typeof config.training })).toBe(runId(config));
  expect(runId(smallRun(data, { settings: { leastSteps: 10 } }))).not.toBe(runId(config));
});

test.each([
  ['direct', 'reduction', 'mean', 'sum'],
  ['sa', 'loss', 'bce', 'ce'],
  ['ae', 'loss', 'bce', 'ce'],
  ['ae', 'input', 'label', 'similarities'],
  ['bel', 'losses', ['bce'], ['bce', 'ce']],
])('%s: runs made before %s was there keep their names, and read as having what was', (method, key, then, now) => {
  const config = smallRun(data, { method, settings: { [key]: then } });
  const { [key]: _, ...before } = config.options;
  expect(runId({ ...config, options: before })).toBe(runId(config));
  expect(readConfig({ ...config, options: before })).toEqual(config);
  expect(runId(smallRun(data, { method, settings: { [key]: now } }))).not.toBe(runId(config));
});

test('a default that changes renames nothing: names are of values', () => {
  const asked = smallRun(data, { settings: { alpha: 0.7 } });
  const usual = { ...smallRun(data), options: asked.options }; // as if 0.7 had been the profile's
  expect(usual.changes).not.toEqual(asked.changes);
  expect(runId(usual)).toBe(runId(asked));
});

test('LEL’s record has no α and β; a method has one name for one training', () => {
  expect(Object.keys(smallRun(data, { method: 'lel' }).options)).toEqual(['width', 'decodingInit', 'decoder']);
});

test('neutral values by schema', () => {
  const schema = z.strictObject({
    a: setting(z.number().default(1), 'old'),
    b: setting(z.array(z.string()).default([]), 'new', { neutral: [] }),
  });
  expect(withoutNeutral(schema, { a: 1, b: [] })).toEqual({ a: 1 });
  expect(withoutNeutral(schema, { a: 1, b: ['x'] })).toEqual({ a: 1, b: ['x'] });
  expect(withNeutral(schema, { a: 1 })).toEqual({ a: 1, b: [] });
  expect(() => checkedSettings(schema, { a: 'one' })).toThrow('a: ');
  expect(() => checkedSettings(schema, { c: 1 })).toThrow('"c"');
});

test.each([
  [z.number(), '1e-3', 0.001],
  [z.boolean(), 'true', true],
  [z.array(z.string()), 'U,J', ['U', 'J']],
  [z.array(z.number()).default([1]), 'none', []],
  [z.tuple([z.number(), z.number()]), '-5,5', [-5, 5]],
  [z.enum(['a', 'b']).optional(), 'a', 'a'],
])('%# text of the command line becomes a value', (schema, text, value) => {
  expect(parseSetting(schema, text, '--x')).toEqual(value);
});

test.each([
  [z.number(), 'one', '--x one: expected a number'],
  [z.boolean(), 'yes', '--x yes: expected true or false'],
  [z.array(z.string()), 'U,,J', '--x "U,,J": item 2 of 3 is empty'],
  [z.tuple([z.number(), z.number()]), '5', '--x 5: expected LOW,HIGH'],
])('%# text of another type is refused', (schema, text, message) => {
  expect(() => parseSetting(schema, text, '--x')).toThrow(message);
});

test('flags and shapes', () => {
  expect(flagOf('headMultiplier')).toBe('--head-multiplier');
  expect(shapeOf(z.enum(['a', 'b']).default('a'))).toBe('a|b');
  expect(shapeOf(z.number().optional())).toBe('number');
});
