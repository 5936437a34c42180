import { describe, expect, test } from 'vitest';
import { PROTOCOL_HASH } from '../../src/benchmarks/protocol';
import type { Claim, Judgement } from '../../src/report/claims/claim';
import { claimText } from '../../src/report/claims/claimText';
import { allClaims } from '../../src/report/claims/index';
import { judgeEffect } from '../../src/report/claims/judge';
import { errorEntries, exitStatus, type LedgerEntry, ledger } from '../../src/report/claims/ledger';
import { CLAIMS_PROTOCOL } from '../../src/report/claims/protocol';
import type { Study } from '../../src/report/evidence';
import { readEvidence } from '../../src/report/evidence';
import { type FakeRun, fakeStudy } from '../support/fakeRuns';
import { newStore } from '../support/runs';
import { errorsOnly, seeds, studyOf } from '../support/studies';

const PN = { benchmark: 'PN' } as const;

function judged(study: Study, name: string): Judgement {
  const claim = allClaims().find((one) => one.name === name) as Claim;
  return claim.about === 'runs' ? claim.judge(study) : claim.judge();
}

/** Runs of RLEL and another method on PN, an error a seed. */
const pair = (mine: readonly number[], other: string, theirs: readonly number[]): Study =>
  errorsOnly([...seeds({ ...PN, method: 'rlel' }, mine), ...seeds({ ...PN, method: other }, theirs)]);

const FIVES = [5, 5.2, 5.1, 5.05, 5.15];
const FOURS = [4, 4.1, 4.2, 4.05, 4.15];

describe('RLEL below another method, on one benchmark', () => {
  test.each([
    ['supported', FOURS, FIVES],
    ['contradicted', FIVES, FOURS],
    ['inconclusive', [4, 5.2, 4.4, 5, 4.3], [5, 4.1, 4.5, 4.4, 4.8]],
    ['inconclusive', FOURS.slice(1), FIVES.slice(1)],
    ['inconclusive', [4], [5]],
    ['inconclusive', FOURS, FOURS],
    ['not run', FOURS, []],
  ] as const)('%s: %j against %j', (verdict, mine, theirs) => {
    expect(judged(pair(mine, 'sa', theirs), 'rlel-below-sa').verdict).toBe(verdict);
  });

  test('a number of seeds that nobody can run is not told as if it were one', () => {
    const { takes } = judged(pair([4, 5, 4, 5, 4.6], 'sa', Array(5).fill(Math.sqrt(20))), 'rlel-below-sa');
    expect(takes).toBe('more than 1000 seeds (5 here)');
  });

  test('with fewer than five seeds there is no interval, and it is said what it takes', () => {
    const { effect, tests, parts, takes, runs } = judged(pair([4, 4], 'sa', [5, 5]), 'rlel-below-sa');
    expect(new Set(runs).size).toBe(4);
    expect([effect, tests, takes]).toEqual([null, [], 'at least 5 seeds (2 here)']);
    expect(parts).toEqual([
      { name: 'PN', estimate: expect.closeTo(-20, 10), seeds: 2, interval: null, learned: true, runs },
    ]);
  });

  test('the effect is a ratio: what is halved once and doubled once has not changed', () => {
    const { effect } = judged(pair([2, 8, 4, 4, 4], 'sa', [4, 4, 4, 4, 4]), 'rlel-below-sa');
    expect(effect?.estimate).toBeCloseTo(0, 10);
    expect(1 + Number(effect?.low) / 100).toBeCloseTo(1 / (1 + Number(effect?.high) / 100), 10);
  });
});

test('over benchmarks: one or two of them are not enough, whose seeds say nothing of others', () => {
  const on = (benchmarks: readonly string[], count: number) =>
    errorsOnly(
      benchmarks.flatMap((benchmark) => [
        ...seeds({ benchmark, method: 'rlel' }, FOURS.slice(0, count)),
        ...seeds({ benchmark, method: 'sa' }, FIVES.slice(0, count)),
      ]),
    );
  expect(judged(on(['PN', 'AE1'], 5), 'rlel-below-sa')).toMatchObject({
    verdict: 'inconclusive',
    takes: 'at least 3 benchmarks (2 here)',
  });
  expect(judged(on(['PN', 'AE1', 'LFH1'], 1), 'rlel-below-sa').verdict).toBe('supported');
  expect(judged(on(['FLD1', 'FLD1_s', 'PN'], 5), 'rlel-below-sa').verdict).toBe('inconclusive');
  expect(judged(on(['FLD1', 'FLD1_s'], 5), 'rlel-below-sa')).toMatchObject({
    verdict: 'supported',
    note: 'of FLD1 and FLD1_s alone',
  });
});

describe('the paper’s figure', () => {
  const direct = (factors: readonly number[]) =>
    judged(pair(factors, 'direct', [1, 1, 1, 1, 1]), 'rlel-below-direct').verdict;
  test.each([
    ['supported', 'reaches the figure', [0.88, 0.9, 0.89, 0.9, 0.87]],
    ['supported', 'is beyond it', [0.7, 0.71, 0.72, 0.7, 0.71]],
    ['smaller than claimed', 'falls short of it', [0.95, 0.94, 0.96, 0.95, 0.95]],
    ['smaller than claimed', 'falls short of it, and may be none', [0.98, 1.01, 0.99, 1.005, 0.98]],
    ['contradicted', 'is none, within little', [1.02, 0.98, 1.01, 0.99, 1.005]],
    ['contradicted', 'is on the other side', [1.2, 1.21, 1.22, 1.2, 1.21]],
    ['inconclusive', 'may be none, or the figure', [0.8, 1.1, 0.9, 1, 0.95]],
  ] as const)('%s: an effect that %s', (verdict, _, factors) => {
    expect(direct(factors)).toBe(verdict);
  });
});

test('lower than BEL or comparable: not higher by the margin', () => {
  const verdict = (...errors: number[]) => judged(pair(errors, 'bel', [4, 4, 4, 4, 4]), 'rlel-like-bel').verdict;
  expect(verdict(4.05, 3.98, 4.02, 4, 4.01)).toBe('supported');
  expect(verdict(3.5, 3.6, 3.55, 3.5, 3.6)).toBe('supported');
  expect(verdict(4.5, 4.6, 4.55, 4.5, 4.6)).toBe('contradicted');
  expect(verdict(3.5, 5, 4, 4.2, 4.4)).toBe('inconclusive');
});

describe('what has not learned', () => {
  const on = (benchmark: string, learned?: boolean): FakeRun[] => [
    ...seeds({ benchmark, method: 'rlel' }, [4]),
    ...seeds({ benchmark, method: 'sa', learned }, [5]),
  ];
  test('is left out and named, as long as it is on half of the benchmarks at most', () => {
    const few = judged(
      errorsOnly([...on('PN', true), ...on('AE1'), ...on('LFH1', true), ...on('AE2', false)]),
      'rlel-below-sa',
    );
    expect(few).toMatchObject({ verdict: 'supported', note: 'a method has not learned on AE2, left out' });
    const most = judged(errorsOnly([...on('PN', false), ...on('AE1'), ...on('AE2', false)]), 'rlel-below-sa');
    expect(most).toMatchObject({ verdict: 'not learned', effect: null, note: expect.stringContaining('AE2, PN') });
  });

  test('is a method on a benchmark where half of its runs or more have not: one of many leaves nothing out', () => {
    const sa = (...learned: readonly boolean[]): FakeRun[] => [
      ...seeds(
        { ...PN, method: 'rlel' },
        learned.map(() => 4),
      ),
      ...learned.map((one, i) => ({ ...PN, method: 'sa', seed: i + 1, error: 5, learned: one })),
    ];
    const verdict = (...learned: readonly boolean[]) => judged(errorsOnly(sa(...learned)), 'rlel-below-sa').verdict;
    expect(verdict(true, true, false)).toBe('inconclusive');
    expect(verdict(true, false)).toBe('not learned');
    expect(verdict(true, false, false)).toBe('not learned');
  });
});

describe('families', () => {
  /** p of RLEL below SA is 0.03 by itself; RLEL and AE differ in nothing. */
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel' }, [4, 4, 4, 4, 4]),
    ...seeds({ ...PN, method: 'sa' }, [4.1, 4.5, 4.05, 4.6, 4.3]),
    ...seeds({ ...PN, method: 'ae' }, [4, 4.1, 3.9, 4, 4]),
  ]);
  const entry = (name: string, entries: readonly LedgerEntry[]) =>
    entries.find(({ claim }) => claim.name === name)?.judgement as Judgement;

  test('the claims about errors are corrected together', () => {
    const alone = judged(study, 'rlel-below-sa');
    expect(alone.verdict).toBe('supported');
    expect(alone.tests[0].p).toBeLessThan(0.05);
    const { verdict, tests, note, takes } = entry('rlel-below-sa', ledger([study]));
    expect(tests[0].corrected).toBeCloseTo(2 * tests[0].p, 10);
    expect([verdict, takes]).toEqual(['inconclusive', expect.stringMatching(/^about \d+ seeds \(5 here\)$/)]);
    expect(note).toContain('by itself "supported", but not among the tests of its family (Holm)');
  });

  test('tables take them from the ledger', () => {
    expect(errorEntries(study).map(({ claim, judgement }) => [claim.name, judgement])).toEqual(
      ledger([study]).flatMap(({ claim, judgement }) =>
        Object.hasOwn(CLAIMS_PROTOCOL.errors, claim.name) ? [[claim.name, judgement]] : [],
      ),
    );
  });

  test('every claim of a family is there, and the protocol’s hash is of all its rules', () => {
    const names = allClaims().map(({ name }) => name);
    for (const group of ['errors', 'encodings', 'table'] as const)
      for (const name of Object.keys(CLAIMS_PROTOCOL[group])) expect(names).toContain(name);
    expect(PROTOCOL_HASH).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('training effort: every training counts, RLEL’s grid as BEL’s families', () => {
  const runs = (grid: readonly number[], families: number): FakeRun[] => [
    ...seeds({ ...PN, method: 'bel', trainings: families }, [4, 4]),
    ...seeds({ ...PN, method: 'rlel' }, [4, 4]),
    ...grid.flatMap((alpha) => seeds({ ...PN, method: 'rlel', change: { settings: { alpha } } }, [4, 4])),
  ];
  const effort = (...given: Parameters<typeof runs>) =>
    judged({ ...errorsOnly(runs(...given)), profile: 'standard' }, 'training-effort');
  expect(effort([0, 0.01, 1], 6)).toMatchObject({ verdict: 'supported', parts: [{ name: 'PN', estimate: 1.5 }] });
  expect(effort([0, 0.01, 1], 2)).toMatchObject({ verdict: 'contradicted', parts: [{ estimate: 0.5 }] });
  expect(effort([], 2)).toMatchObject({ verdict: 'not run', note: expect.stringContaining('given, on PN') });
  const tuned = judged(errorsOnly(runs([0, 0.01, 1], 1)), 'training-effort');
  expect(tuned).toMatchObject({ verdict: 'inconclusive', parts: [{ name: 'PN', estimate: 1, seeds: 2 }] });
  expect(tuned.note).toContain('as many trials (8 a group');
  expect(tuned.runs).toHaveLength(4);
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

  function grid(
    off: typeof straight,
    on: typeof straight,
    weight: 'alpha' | 'beta',
    counts?: readonly number[],
  ): Study {
    const rest = weight === 'alpha' ? { beta: 0 } : { alpha: 0 };
    const at = (value: number, code: typeof straight) =>
      seeds(
        { ...PN, method: 'rlel', encoder: code, counts, change: { settings: { ...rest, [weight]: value } } },
        [4, 4, 4, 4, 4],
      );
    return studyOf([...at(0, off), ...at(1, on)]);
  }

  test('R1: codes that move apart with their labels support it, others do not', () => {
    for (const [name, of] of [
      ['r1-violations', -1],
      ['r1-slope', 1],
    ] as const) {
      expect(judged(grid(zigzag, straight, 'beta'), name)).toMatchObject({ verdict: 'supported' });
      expect(Math.sign(Number(judged(grid(zigzag, straight, 'beta'), name).effect?.estimate))).toBe(of);
      expect(judged(grid(straight, zigzag, 'beta'), name)?.verdict).toBe('contradicted');
      expect(judged(grid(straight, zigzag, 'alpha'), name)?.verdict).toBe('not run');
    }
  });

  test.each(['r2-transitions', 'r2-decoding'])('R2, %s: fewer transitions support it, more do not', (name) => {
    expect(judged(grid(zigzag, straight, 'alpha'), name).verdict).toBe('supported');
    expect(judged(grid(straight, zigzag, 'alpha'), name).verdict).toBe('contradicted');
  });

  test('levels with few samples are left out and counted', () => {
    const few = [9, 10, 10, 10, 10, 10, 10, 0];
    expect(judged(grid(zigzag, straight, 'alpha', few), 'r2-transitions')).toMatchObject({
      verdict: 'supported',
      note: expect.stringContaining('levels with samples enough: 6 of 8 on PN'),
    });
    expect(judged(grid(zigzag, straight, 'alpha', [10, 10, 0, 0, 0, 0, 0, 0]), 'r2-transitions').verdict).toBe(
      'not run',
    );
  });
});

test('errors of bits: what a tenth of wrong bits costs, against direct regression; runs that have not measured it say nothing', () => {
  const noise = (growth: number) => [0, 0.1].map((share) => ({ share, error: 4 + 10 * share * growth }));
  const of = (method: string, growth: number) => seeds({ ...PN, method, bitNoise: noise(growth) }, FOURS);
  const study = (mine: number) => errorsOnly([...of('rlel', mine), ...of('direct', 2)]);
  expect(judged(study(1), 'rlel-corrects-errors')).toMatchObject({
    verdict: 'supported',
    parts: [{ name: 'PN', estimate: expect.closeTo(-10, 10), seeds: 5 }], // 10 and 20 % of the constant's 10
  });
  expect(judged(study(3), 'rlel-corrects-errors').verdict).toBe('contradicted');
  const unmeasured = errorsOnly([...seeds({ ...PN, method: 'rlel' }, FOURS), ...of('direct', 2)]);
  expect(judged(unmeasured, 'rlel-corrects-errors').verdict).toBe('not run');
});

describe('searched codes', () => {
  const line = (slope: number) => ({ levels: 4, width: 1, values: [0, 1, 2, 3].map((n) => slope * n) });
  const of = (method: string, slope: number, counts?: readonly number[]) =>
    seeds({ ...PN, method, encoder: line(slope), counts }, FOURS);
  const judgedBy = (...runs: FakeRun[][]) => judged(studyOf(runs.flat()), 'searched-codes');

  test('RLEL’s slope less the mean of SA’s and AE’s, of seeds that have all three', () => {
    const { parts, runs } = judgedBy(of('rlel', 2), of('sa', 1), of('ae', 0.5).slice(0, 4));
    expect(parts).toMatchObject([{ name: 'PN', estimate: expect.closeTo(1.25, 6), seeds: 4 }]);
    expect(runs).toHaveLength(12);
  });

  test('levels with few samples do not count; with too few levels there is no effect', () => {
    const bent = { levels: 4, width: 1, values: [0, 1, 2, 50] };
    const rlel = seeds({ ...PN, method: 'rlel', encoder: bent, counts: [10, 10, 10, 9] }, FOURS);
    expect(judgedBy(rlel, of('sa', 1), of('ae', 1)).parts[0].estimate).toBeCloseTo(0, 6);
    expect(judgedBy(of('rlel', 2, [10, 10, 0, 0]), of('sa', 1), of('ae', 1)).verdict).toBe('not run');
  });
});

describe('θ', () => {
  const study = errorsOnly([
    ...seeds({ ...PN, method: 'rlel', parameters: 100 }, FOURS),
    ...seeds({ ...PN, method: 'rlel', parameters: 300, change: { settings: { theta: 100 } } }, FIVES),
  ]);

  test('parameters are counted, and the error is a claim of its own', () => {
    expect(judged(study, 'theta-parameters')).toMatchObject({
      verdict: 'supported',
      parts: [{ name: 'PN', estimate: expect.closeTo(-200 / 3, 10), seeds: 5 }],
    });
    expect(judged(study, 'theta-accuracy').verdict).toBe('supported');
  });
});

test('weights: the error over the grid, without LEL’s point, and the worst', () => {
  const at = (alpha: number, beta: number, error: number) =>
    seeds({ ...PN, method: 'rlel', change: { settings: { alpha, beta } } }, Array<number>(5).fill(error));
  const study = (error: number) =>
    errorsOnly([
      ...seeds({ ...PN, method: 'rlel' }, [4, 4, 4, 4, 4]),
      ...at(0, 0, 40),
      ...at(0, 1, 4),
      ...at(1, 1, error),
    ]);
  expect(judged(study(4.1), 'weights-robust')).toMatchObject({
    verdict: 'supported',
    note: expect.stringContaining('worst: PN α 1, β 1, 2.5 %'),
  });
  expect(judged(study(8), 'weights-robust').verdict).toBe('contradicted');
});

test('small data: LEL’s error over RLEL’s grows by what a halving adds', () => {
  const on = (method: string, trainFraction: number, error: number) =>
    seeds({ ...PN, method, change: { settings: { trainFraction } } }, Array<number>(5).fill(error));
  const study = errorsOnly([
    ...seeds({ ...PN, method: 'lel' }, [4, 4, 4, 4, 4]),
    ...seeds({ ...PN, method: 'rlel' }, [4, 4, 4, 4, 4]),
    ...on('lel', 0.5, 4.4),
    ...on('rlel', 0.5, 4),
    ...on('lel', 0.25, 4.84),
    ...on('rlel', 0.25, 4),
  ]);
  const { verdict, effect } = judged(study, 'lel-degrades-by-size');
  expect([verdict, effect?.estimate]).toEqual(['supported', expect.closeTo(10, 6)]);
});

test('significant on most benchmarks: counted of the pairwise tests, after Holm', () => {
  const on = (benchmark: string, rlel: readonly number[]): FakeRun[] => [
    ...seeds({ benchmark, method: 'rlel' }, rlel),
    ...['sa', 'ae', 'lel'].flatMap((method) => seeds({ benchmark, method }, FIVES)),
  ];
  const all = (...errors: (readonly number[])[]) =>
    judged(errorsOnly(errors.flatMap((own, i) => on(['PN', 'AE1', 'AE2'][i], own))), 'rlel-significant');
  expect(all(FOURS, FOURS, FIVES)).toMatchObject({
    verdict: 'supported',
    note: expect.stringContaining('SA: lower on 2 of 3, higher on 0'),
  });
  expect(all(FOURS, FIVES, FIVES).verdict).toBe('inconclusive');
  expect(all([6, 6.1, 6.2, 6, 6.1], [6, 6.1, 6.2, 6, 6.1], FIVES).verdict).toBe('contradicted');
  expect(all(FOURS.slice(2), FOURS.slice(2), FIVES.slice(2))).toMatchObject({
    verdict: 'inconclusive',
    takes: 'at least 5 seeds of each benchmark',
  });
});

test('the paper’s table, by its own figures and with its ties', () => {
  const entries = new Map(ledger([]).map(({ claim, judgement }) => [claim.name, judgement]));
  const of = (name: string) => entries.get(name) as Judgement;
  expect(of('paper-below-lel').note).toContain('lower on 9, equal on 2, higher on 0 of 11');
  expect(of('paper-below-ae').note).toContain('lower on 10, equal on 0, higher on 1 of 11');
  expect(of('paper-like-bel').note).toContain('lower on 5, equal on 2, higher on 4 of 11');
  expect(of('paper-often-best')).toMatchObject({
    verdict: 'inconclusive',
    note: 'alone on 3 of 11, with ties on 6',
    takes: 'figures with more digits',
  });
  expect(of('paper-ranks').note).toContain('BEL 2.00, RLEL 1.64');
});

test('a claim whose method nobody has is not run, not refused', () => {
  expect(judged(pair(FOURS, 'sa', FIVES), 'rlel-below-frozen').verdict).toBe('not run');
});

test('in words: what decided, and what it takes', () => {
  const [entry] = errorEntries(pair([4], 'sa', [5])).filter(({ claim }) => claim.name === 'rlel-below-sa');
  expect(claimText(entry)).toContain('To decide it takes: at least 5 seeds (1 here).');
  const [told] = errorEntries(pair(FOURS, 'sa', FIVES)).filter(({ claim }) => claim.name === 'rlel-below-sa');
  expect(claimText(told)).toMatch(/p < 0\.001 \(Holm < 0\.001\) against 0\./);
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

test('exit status: 0 all supported, 1 one does not hold as it is made, 2 some cannot be told', () => {
  const entry = (verdict: LedgerEntry['judgement']['verdict']): LedgerEntry => ({
    claim: allClaims()[0] as Claim,
    judgement: { ...judgeEffect([], { below: 0 }, 'none'), verdict },
    source: 'twin',
    profile: 'quick',
  });
  expect(exitStatus([entry('supported')])).toBe(0);
  expect(exitStatus([entry('supported'), entry('not run')])).toBe(2);
  expect(exitStatus([entry('inconclusive')])).toBe(2);
  expect(exitStatus([entry('not learned')])).toBe(2);
  expect(exitStatus([entry('not run'), entry('contradicted')])).toBe(1);
  expect(exitStatus([entry('supported'), entry('smaller than claimed')])).toBe(1);
});
