import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PlanSource, toPlan } from '../../src/plans/plan';
import { planNamed, planNames } from '../../src/plans/plans';
import { readPlan } from '../../src/plans/readPlan';

const group: PlanSource['groups'][number] = { why: 'a table', benchmarks: ['PN'], methods: ['rlel'], seeds: [1] };
const plan = (...groups: unknown[]) => toPlan({ name: 'mine', groups }, 'mine.json');
const file = (name: string, text: string): string => {
  const target = path.join(mkdtempSync(path.join(tmpdir(), 'rlel-plan-')), name);
  writeFileSync(target, text);
  return target;
};

test('the kit’s own plans are plans; the three profiles have every benchmark, method and seed', () => {
  for (const name of planNames()) expect(toPlan(planNamed(name), name).runs.length).toBeGreaterThan(0);
  for (const profile of ['quick', 'standard', 'paper'])
    expect(toPlan(planNamed(profile), profile).runs).toHaveLength(11 * 7 * 3);
  expect(toPlan(planNamed('ablation-regularizers'), 'ablation-regularizers').runs).toHaveLength(4 * 3 * 16);
});

test('controls run where they are named, and are no part of all methods', () => {
  const methods = (names: unknown) => plan({ ...group, methods: names }).runs.map(({ request }) => request.method);
  expect(methods('all')).toEqual(['direct', 'multiclass', 'sa', 'ae', 'lel', 'bel', 'rlel']);
  expect(methods(['fixed-ce', 'frozen'])).toEqual(['fixed-ce', 'frozen']);
});

test('a grid gives every combination', () => {
  const { runs } = plan({
    ...group,
    seeds: [1, 2],
    grid: { alpha: [0, 1], theta: [5, 10], epochs: [2], trainFraction: [0.5] },
  });
  expect(runs).toHaveLength(8);
  expect(runs[0].request).toEqual({
    benchmark: 'PN',
    method: 'rlel',
    profile: 'quick',
    seed: 1,
    settings: { alpha: 0, theta: 5, epochs: 2, trainFraction: 0.5 },
  });
});

test('a run that several groups want is there once, with every reason', () => {
  const [usual, ...others] = plan(
    group,
    { ...group, why: 'a figure', grid: { theta: [10, 5] } }, // 10 is the profile's own
    { ...group, why: 'a table' },
  ).runs;
  expect(usual.why).toEqual(['a table', 'a figure']);
  expect(others.map(({ request, why }) => [request.settings, why])).toEqual([[{ theta: 5 }, ['a figure']]]);
});

describe('bad plans are named', () => {
  test.each([
    ['no plan', 5, 'plan: '],
    ['unknown key', { name: 'a', groups: [{ ...group, seed: 1 }] }, 'groups.0'],
    ['no groups', { name: 'a', groups: [] }, 'groups'],
    ['unknown benchmark', { name: 'a', groups: [{ ...group, benchmarks: ['XX'] }] }, 'groups.0.benchmarks'],
    ['unknown setting', { name: 'a', groups: [{ ...group, grid: { gamma: [1] } }] }, 'Unknown setting "gamma"'],
    ['a name that is no file name', { name: '../a', groups: [group] }, 'name'],
    ['negative α', { name: 'a', groups: [{ ...group, grid: { alpha: [-1] } }] }, 'alpha'],
    ['a seed twice', { name: 'a', groups: [{ ...group, seeds: [1, 1] }] }, 'groups.0.seeds: 1 is there twice'],
    ['a method twice', { name: 'a', groups: [{ ...group, methods: ['lel', 'lel'] }] }, '"lel" is there twice'],
    ['a value twice', { name: 'a', groups: [{ ...group, grid: { alpha: [1, 1] } }] }, 'alpha: 1 is there twice'],
    ['a word for a number', { name: 'a', groups: [{ ...group, grid: { epochs: ['many'] } }] }, 'epochs'],
  ])('%s', (_, source, named) => {
    expect(() => toPlan(source, 'mine.json')).toThrow(named);
    expect(() => toPlan(source, 'mine.json')).toThrow('mine.json');
  });

  test('a setting that a method does not look at', () => {
    expect(() => plan({ ...group, methods: ['direct', 'lel', 'rlel'], grid: { alpha: [0, 1] } })).toThrow(
      'alpha (--alpha) has no effect on method direct: it is a setting of rlel',
    );
  });
});

describe('files', () => {
  const json = JSON.stringify({ name: 'mine', groups: [group] });

  test('JSON, TypeScript and JavaScript', async () => {
    const typed = `const seeds: number[] = [1, 2];\nexport default { name: 'mine', groups: [{ ...${JSON.stringify(group)}, seeds }] };`;
    expect((await readPlan(file('plan.json', json))).runs).toHaveLength(1);
    expect((await readPlan(file('plan.ts', typed))).runs).toHaveLength(2);
    expect((await readPlan(file('plan.mjs', `export default ${json}`))).runs).toHaveLength(1);
  });

  test('missing, damaged or unknown: the file is named', async () => {
    await expect(readPlan('/nowhere/plan.json')).rejects.toThrow('/nowhere/plan.json: not there');
    await expect(readPlan(file('plan.json', json.slice(1)))).rejects.toThrow('plan.json: not JSON');
    await expect(readPlan(file('plan.ts', 'export default {'))).rejects.toThrow('plan.ts: cannot be loaded');
    await expect(readPlan('quickly')).rejects.toThrow(
      'Unknown plan "quickly": expected one of reproduce, tuning, quick,',
    );
  });
});

test('docs/plans.md says how many runs each of the kit’s plans has', () => {
  const rows = readFileSync('docs/plans.md', 'utf8').matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (\d+)/gm);
  const said = [...rows].flatMap(([, names, runs]) =>
    names.split(', ').map((name) => [name.slice(1, -1), Number(runs)] as const),
  );
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(planNames().map((name) => [name, toPlan(planNamed(name), name).runs.length])),
  );
});
