import { expect, test } from 'vitest';
import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import { direct } from '../../src/methods/direct';
import type { MethodOptions } from '../../src/methods/method';
import { methodNames, registerMethod } from '../../src/methods/registry';

const request = (method: string, change: Partial<RunRequest> = {}): RunRequest => ({
  benchmark: 'PN',
  method,
  profile: 'quick',
  seed: 1,
  ...change,
});

const VALUES: Partial<MethodOptions> = {
  alpha: 1,
  beta: 1,
  form: 'paper',
  width: 9,
  decodingInit: 'ones',
  directLoss: 'l2',
  families: ['U'],
  decoder: 'argmax',
  energy: 'separation',
};
const READ: Record<string, readonly (keyof MethodOptions)[]> = {
  direct: ['directLoss'],
  multiclass: ['decoder'],
  sa: ['width', 'decoder', 'energy'],
  ae: ['width', 'decoder'],
  bel: ['families', 'decoder'],
  lel: ['width', 'decodingInit', 'decoder'],
  rlel: ['alpha', 'beta', 'form', 'width', 'decodingInit', 'decoder'],
};

test('each method takes the options that it looks at, and no other', () => {
  expect(Object.keys(READ).sort()).toEqual(methodNames().sort());
  for (const [method, read] of Object.entries(READ)) {
    for (const [key, value] of Object.entries(VALUES)) {
      const resolve = () => resolveSettings(request(method, { options: { [key]: value } }));
      if (read.includes(key as keyof MethodOptions)) expect(resolve().options).toMatchObject({ [key]: value });
      else expect(resolve, `${method} ${key}`).toThrow(`${key} has no effect on ${method}`);
    }
  }
});

test('a method of the user’s own may look at any option', () => {
  registerMethod({ ...direct, name: 'own', candidates: () => ['own'] });
  expect(resolveSettings(request('own', { options: VALUES, training: { decodingMultiplier: 2 } })).options).toEqual(
    VALUES,
  );
});

test.each([
  ['D’s learning rate of a method without D', request('bel', { training: { decodingMultiplier: 2 } }), /decodingMul/],
  ['max-angle beside driving', request('lel', { benchmark: 'AE1', maxAngle: 30 }), 'maxAngle has no effect on AE1'],
  ['a misspelt setting', { ...request('lel'), epochs: 3 } as RunRequest, 'no setting epochs'],
  ['a milestone after the end', request('lel', { training: { epochs: 3, milestones: [2, 3] } }), 'milestone 3'],
  ['an oddity of other networks', request('lel', { training: { oddities: ['corner-pooling'] } }), 'needs a ResNet'],
  ['an oddity of landmarks', request('lel', { training: { oddities: ['truncated-coordinates'] } }), 'needs landmarks'],
  [
    'an oddity of Adam',
    request('lel', { profile: 'paper', training: { oddities: ['repeated-adam'] } }),
    'needs the optimizer adam',
  ],
  ['twice the same family', request('bel', { options: { families: ['U', 'U'] } }), '"U" is there twice'],
  ['twice the same milestone', request('lel', { training: { milestones: [2, 2] } }), '2 is there twice'],
])('%s is refused', (_, bad, message) => {
  expect(() => resolveSettings(bad)).toThrow(message);
});
