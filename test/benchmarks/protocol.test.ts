import { expect, test } from 'vitest';
import { PROTOCOL, PROTOCOL_HASH, trialsOf } from '../../src/benchmarks/protocol';
import { benchmarkNames, settingsOf } from '../../src/benchmarks/registry';
import { resolveSettings } from '../../src/benchmarks/request';
import { allMethodNames } from '../../src/methods/registry';

const { seed, profile, groups, learningRate, headMultiplier, own } = PROTOCOL.tuning;
const count = learningRate.length * headMultiplier.length;

test.each(allMethodNames())('%s: as many trials as any other, its own settings as often as each other', (method) => {
  const trials = trialsOf(method);
  expect(trials).toHaveLength(count);
  const pairs = trials.map((trial) => `${trial.learningRate} ${trial.headMultiplier}`);
  expect(new Set(pairs).size).toBe(count);
  for (const variant of own[method] ?? []) {
    const with_ = trials.filter((trial) => Object.entries(variant).every(([key, value]) => trial[key] === value));
    expect(with_).toHaveLength(count / own[method].length);
    expect(new Set(with_.map((trial) => trial.learningRate)).size).toBeGreaterThan(1);
    expect(new Set(with_.map((trial) => trial.headMultiplier)).size).toBeGreaterThan(1);
  }
  for (const settings of trials)
    for (const [benchmark] of Object.values(groups))
      expect(resolveSettings({ benchmark, method, profile, seed, settings }).training.epochs).toBeGreaterThan(1);
});

test('each benchmark is in one group', () => {
  expect(Object.values(groups).flat().sort()).toEqual(benchmarkNames().sort());
});

test('what was chosen is one of the trials, and the settings of the quick profile', () => {
  for (const [group, methods] of Object.entries(PROTOCOL.chosen)) {
    const benchmarks: readonly string[] = groups[group as keyof typeof groups];
    for (const [method, chosen] of Object.entries(methods)) {
      expect(trialsOf(method), `${group} ${method}`).toContainEqual(chosen);
      for (const benchmark of benchmarks) expect(settingsOf(benchmark, 'quick').tuned[method]).toEqual(chosen);
    }
  }
});

test('the hash is that of the protocol', () => {
  expect(PROTOCOL_HASH).toMatch(/^[0-9a-f]{64}$/);
});

test('who asks for epochs gets as many, on few samples too', () => {
  const leastSteps = (settings: Readonly<Record<string, number>>) =>
    resolveSettings({ benchmark: 'PN', method: 'rlel', profile: 'quick', seed: 1, settings }).training.leastSteps;
  expect(leastSteps({})).toBeGreaterThan(0);
  expect(leastSteps({ epochs: 2 })).toBe(0);
  expect(leastSteps({ epochs: 2, leastSteps: 100 })).toBe(100);
});
