import { expect, test } from 'vitest';
import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import { direct } from '../../src/methods/direct';
import { allMethodNames, registerMethod } from '../../src/methods/registry';

const request = (
  method: string,
  settings: RunRequest['settings'] = {},
  more: Partial<RunRequest> = {},
): RunRequest => ({
  benchmark: 'PN',
  method,
  profile: 'quick',
  seed: 1,
  settings,
  ...more,
});

const VALUES: Readonly<Record<string, unknown>> = {
  alpha: 1,
  beta: 1,
  form: 'paper',
  width: 9,
  decodingInit: 'ones',
  reduction: 'sum',
  loss: 'ce',
  families: ['U'],
  losses: ['ce'],
  code: 'HAD',
  decoder: 'argmax',
  energy: 'separation',
  input: 'label',
};
const READ: Readonly<Record<string, readonly string[]>> = {
  direct: ['loss', 'reduction'],
  multiclass: ['decoder'],
  sa: ['width', 'decoder', 'energy', 'loss'],
  ae: ['width', 'input', 'decoder', 'loss'],
  bel: ['families', 'losses', 'decoder'],
  lel: ['width', 'decodingInit', 'decoder'],
  rlel: ['alpha', 'beta', 'form', 'width', 'decodingInit', 'decoder'],
  'multiclass-soft': ['decoder'],
  'fixed-ce': ['code', 'decoder'],
  frozen: ['width', 'decodingInit', 'decoder'],
};

test('each method takes the options that it looks at, and no other', () => {
  expect(Object.keys(READ).sort()).toEqual(allMethodNames().sort());
  for (const [method, read] of Object.entries(READ)) {
    const names = Object.keys(resolveSettings(request(method)).options);
    expect(names.sort(), method).toEqual([...read].sort());
    for (const [key, usual] of Object.entries(VALUES)) {
      const value = method === 'direct' && key === 'loss' ? 'l2' : usual;
      const resolve = () => resolveSettings(request(method, { [key]: value }));
      if (read.includes(key)) expect(resolve().options).toMatchObject({ [key]: value });
      else
        expect(resolve, `${method} ${key}`).toThrow(
          `${key} (--${key.replace('Init', '-init')}) has no effect on method ${method}`,
        );
    }
  }
});

test('a method of the user’s own has the options of its schema, and may train a decoding matrix', () => {
  registerMethod({ ...direct, name: 'own', decoding: undefined });
  expect(resolveSettings(request('own', { loss: 'l2', decodingMultiplier: 2 })).options).toEqual({
    loss: 'l2',
    reduction: 'mean',
  });
});

test.each([
  ['D’s learning rate of a method without D', request('bel', { decodingMultiplier: 2 }), /decodingMul/],
  ['the same of D that stays', request('frozen', { decodingMultiplier: 2 }), 'decodingMultiplier has no effect'],
  ['max-angle beside driving', request('lel', { maxAngle: 30 }, { benchmark: 'AE1' }), 'maxAngle has no effect on age'],
  ['a setting beside the settings', { ...request('lel'), epochs: 3 } as RunRequest, 'A request has no epochs'],
  ['a misspelt setting', request('lel', { epoch: 3 }), 'Unknown setting "epoch"'],
  [
    'another network’s option',
    request('lel', { cornerPooling: true }),
    'cornerPooling (--corner-pooling) has no effect on network pilotnet-compact',
  ],
  ['a milestone after the end', request('lel', { epochs: 3, milestones: [2, 3] }), 'milestone 3'],
  ['an oddity of landmarks', request('lel', { oddities: ['truncated-coordinates'] }), 'needs landmarks'],
  [
    'an oddity of Adam',
    request('lel', { oddities: ['repeated-adam'] }, { profile: 'paper' }),
    'needs the optimizer adam',
  ],
  ['twice the same family', request('bel', { families: ['U', 'U'] }), '"U" is there twice'],
  ['twice the same milestone', request('lel', { milestones: [2, 2] }), '2 is there twice'],
])('%s is refused', (_, bad, message) => {
  expect(() => resolveSettings(bad)).toThrow(message);
});

test.each([
  [
    'three angles',
    { benchmark: 'LFH1', network: 'pilotnet-compact' },
    'Network pilotnet-compact gives one value, but the labels are yaw (1), pitch (1), roll (1)',
  ],
  [
    'three angles',
    { benchmark: 'LFH1', network: 'hrnet-compact' },
    'Network hrnet-compact gives outputs that share a label space',
  ],
  ['58 coordinates', { benchmark: 'FLD1', network: 'pilotnet' }, 'coordinates (58)'],
])('%s on a network that does not give them are refused', (_, { benchmark, network }, message) => {
  expect(() => resolveSettings(request('lel', { network }, { benchmark }))).toThrow(message);
});

test('an augmentation that is for other images is refused', () => {
  expect(() => resolveSettings(request('lel', { augmentation: 'warp' }))).toThrow(
    'it is for landmarks, this is steering',
  );
});
