import { describe, expect, test } from 'vitest';
import type { Claim, Judgement } from '../../src/report/claims/claim';
import { allClaims } from '../../src/report/claims/index';
import { exitStatus, type LedgerEntry, ledger } from '../../src/report/claims/ledger';
import { readEvidence } from '../../src/report/evidence';
import type { RunStore } from '../../src/store/store';
import { fakeRun, fakeStudy } from '../support/fakeRuns';
import { newStore } from '../support/runs';

function judged(store: RunStore, name: string): Judgement | undefined {
  const claim = allClaims().find((one) => one.name === name);
  const [study] = readEvidence(store).studies;
  return claim?.about === 'runs' ? claim.judge(study) : claim?.judge();
}

/** Runs of two methods on PN, an error a seed. */
function pair(method: string, mine: readonly number[], other: string, theirs: readonly number[]): RunStore {
  const store = newStore();
  mine.forEach((error, i) => fakeRun(store, { benchmark: 'PN', method, seed: i + 1, error }));
  theirs.forEach((error, i) => fakeRun(store, { benchmark: 'PN', method: other, seed: i + 1, error }));
  return store;
}

describe('RLEL below another method', () => {
  test.each([
    ['supported', [4, 4.1, 4.2], [5, 5.2, 5.1]],
    ['not supported', [5, 5.2, 5.1], [4, 4.1, 4.2]],
    ['inconclusive', [4, 5.2, 4.4], [5, 4.1, 4.5]],
    ['inconclusive', [4], [5]],
    ['inconclusive', [4, 4], [4, 4]],
    ['not run', [4, 4.1], []],
  ] as const)('%s: %j against %j', (verdict, mine, theirs) => {
    expect(judged(pair('rlel', mine, 'sa', theirs), 'rlel-below-sa')?.verdict).toBe(verdict);
  });

  test('the effect is the mean relative difference over seeds', () => {
    const effect = judged(pair('rlel', [4, 6], 'sa', [5, 5]), 'rlel-below-sa')?.effect;
    expect(effect?.estimate).toBeCloseTo(0, 10);
    expect([effect?.low, effect?.high]).toEqual([expect.closeTo(-20, 8), expect.closeTo(20, 8)]);
  });
});

test('comparable with BEL: within the margin, beyond it, or wider than it', () => {
  const verdict = (...errors: number[]) => judged(pair('rlel', errors, 'bel', [4, 4, 4]), 'rlel-like-bel')?.verdict;
  expect(verdict(4.05, 3.98, 4.02)).toBe('supported');
  expect(verdict(4.5, 4.6, 4.55)).toBe('not supported');
  expect(verdict(3.5, 3.6, 3.55)).toBe('not supported');
  expect(verdict(3.5, 4.5, 4)).toBe('inconclusive');
});

test('one training: by count, and by time', () => {
  const store = pair('rlel', [4, 4], 'bel', [4, 4]);
  expect(judged(store, 'one-training')).toMatchObject({ verdict: 'supported', effect: { estimate: 2 } });
  const once = newStore();
  for (const seed of [1, 2]) {
    fakeRun(once, { benchmark: 'PN', method: 'rlel', seed, error: 4 });
    fakeRun(once, { benchmark: 'PN', method: 'bel', seed, error: 4, trainings: 1 });
  }
  expect(judged(once, 'one-training')).toMatchObject({ verdict: 'not supported', note: expect.stringContaining('PN') });
});

describe('regularizers', () => {
  const levels = 8;
  const encoder = (code: (n: number, m: number) => number) => ({
    levels,
    width: 3,
    values: Array.from({ length: levels * 3 }, (_, i) => code(Math.floor(i / 3), i % 3)),
  });
  const straight = encoder((n, m) => n + m);
  const zigzag = encoder((n, m) => ((n + m) % 2) * 5 + 0.1 * n);

  function grid(off: typeof straight, on: typeof straight, weight: 'alpha' | 'beta'): RunStore {
    const store = newStore();
    const rest = weight === 'alpha' ? { beta: 0 } : { alpha: 0 };
    for (const seed of [1, 2]) {
      for (const [value, code] of [
        [0, off],
        [1, on],
      ] as const) {
        const settings = { ...rest, [weight]: value };
        fakeRun(store, { benchmark: 'PN', method: 'rlel', seed, error: 4, encoder: code, change: { settings } });
      }
    }
    return store;
  }

  test('R1: distances that become linear support it, others do not', () => {
    expect(judged(grid(zigzag, straight, 'beta'), 'r1-distances')?.verdict).toBe('supported');
    expect(judged(grid(straight, zigzag, 'beta'), 'r1-distances')?.verdict).toBe('not supported');
    expect(judged(grid(straight, zigzag, 'alpha'), 'r1-distances')?.verdict).toBe('not run');
  });

  test('R2: fewer transitions support it, more do not', () => {
    expect(judged(grid(zigzag, straight, 'alpha'), 'r2-transitions')?.verdict).toBe('supported');
    expect(judged(grid(straight, zigzag, 'alpha'), 'r2-transitions')?.verdict).toBe('not supported');
  });
});

test('θ: fewer parameters at no cost', () => {
  const store = newStore();
  for (const seed of [1, 2]) {
    fakeRun(store, { benchmark: 'PN', method: 'rlel', seed, error: 4, parameters: 100 });
    fakeRun(store, {
      benchmark: 'PN',
      method: 'rlel',
      seed,
      error: 4,
      parameters: 300,
      change: { settings: { theta: 100 } },
    });
  }
  expect(judged(store, 'theta-saves')?.verdict).toBe('supported');
});

test('the paper’s table, by its own figures', () => {
  const effects = Object.fromEntries(
    ledger([]).flatMap(({ claim, judgement: { effect, verdict } }) =>
      effect ? [[claim.name, [Number(effect.estimate.toFixed(2)), verdict]]] : [],
    ),
  );
  // ranks 1.636 against BEL's 2; lowest on 6 of 11; 3.17 % below LEL, the nearest of SA, AE, LEL; 0.14 % below BEL
  expect(effects).toEqual({
    'paper-ranks': [-0.36, expect.any(String)],
    'paper-often-best': [6, expect.any(String)],
    'paper-averages': [-3.17, 'supported'],
    'paper-like-bel': [-0.14, 'supported'],
  });
});

test('verdicts are the same each time', () => {
  const store = newStore();
  fakeStudy(store);
  const { studies } = readEvidence(store);
  expect(ledger(studies)).toEqual(ledger(studies));
});

test('names are unique; every claim says where, what and how', () => {
  expect(new Set(allClaims().map(({ name }) => name)).size).toBe(allClaims().length);
  for (const { statement, place, test: how, measures } of allClaims()) {
    for (const text of [statement, place, how, measures]) expect(text).not.toBe('');
  }
});

test('exit status: 0 all supported, 1 one is not, 2 some cannot be told', () => {
  const entry = (verdict: LedgerEntry['judgement']['verdict']): LedgerEntry => ({
    claim: allClaims()[0] as Claim,
    judgement: { verdict, effect: null, parts: [], runs: 0, note: '' },
    source: 'twin',
    profile: 'quick',
  });
  expect(exitStatus([entry('supported')])).toBe(0);
  expect(exitStatus([entry('supported'), entry('not run')])).toBe(2);
  expect(exitStatus([entry('inconclusive')])).toBe(2);
  expect(exitStatus([entry('not run'), entry('not supported')])).toBe(1);
});
