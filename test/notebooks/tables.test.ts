import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { claimText } from '../../src/report/claims/claimText';
import { ledger } from '../../src/report/claims/ledger';
import { readEvidence, type Study } from '../../src/report/evidence';
import { regularizerSteps } from '../../src/report/figures/regularizerSteps';
import { measuredEncoders } from '../../src/report/measuredEncoders';
import { cellText } from '../../src/report/output/cells';
import { benchmarkTable } from '../../src/report/tables/benchmark';
import { settingsTable } from '../../src/report/tables/settings';
import { RunStore } from '../../src/store/store';
import { fakeRun, fakeStudy } from '../support/fakeRuns';

let study: Study;

beforeAll(() => {
  const store = new RunStore(mkdtempSync(path.join(tmpdir(), 'rlel-tables-')));
  fakeStudy(store);
  for (const alpha of [0, 1]) {
    for (const beta of [0, 0.5]) {
      fakeRun(store, { benchmark: 'PN', method: 'rlel', seed: 1, error: 3, change: { settings: { alpha, beta } } });
    }
  }
  [study] = readEvidence(store).studies;
});

test('a benchmark’s table: means with intervals of Student’s t over seeds, and the paper’s figures', () => {
  const { columns, rows } = benchmarkTable(study, 'PN');
  const texts = rows.map((row) => columns.map(({ key }) => cellText(row[key])));
  // errors 4.05, 4.10, 4.15: mean 4.10 ± t(0.975; 2 df) 4.303 · 0.05/√3
  expect(texts.find(([method]) => method === 'RLEL')).toEqual([
    'RLEL',
    '4.10 [3.98, 4.22]',
    '41.0',
    '3',
    '3.01 ± 0.03',
  ]);
  expect(texts.find(([method]) => method === 'Multiclass')?.at(-1)).toBe('–');
  expect(rows).toHaveLength(7);
  expect(() => benchmarkTable(study, 'FLD1')).toThrow('no runs of FLD1');
});

test('settings of a benchmark', () => {
  const rows = Object.fromEntries(settingsTable('FLD1', 'paper').rows.map(({ setting, value }) => [setting, value]));
  expect(rows['N, levels']).toBe('coordinates 256 (58 outputs)');
  expect(rows['M, bits of a learned code']).toBe('as many as levels');
});

test('the first seed’s measured encoder of each method', () => {
  const encoders = measuredEncoders(study, 'PN');
  expect(Object.keys(encoders)).toEqual(['Direct regression', 'Multiclass', 'SA', 'AE', 'LEL', 'BEL', 'RLEL']);
  expect(encoders.RLEL).toMatchObject({ levels: 8, width: 2 });
});

test('a slider’s steps show one run each, in the order of α and β', () => {
  const { data, layout, rows } = regularizerSteps(study);
  const [slider] = (layout as { sliders: { steps: { label: string; args: [{ visible: boolean[] }] }[] }[] }).sliders;
  expect(slider.steps.map(({ label }) => label)).toEqual(rows.map(({ alpha, beta }) => `α ${alpha}, β ${beta}`));
  expect(slider.steps.length).toBeGreaterThanOrEqual(4);
  expect(data).toHaveLength(3 * slider.steps.length);
  for (const [i, { args }] of slider.steps.entries()) {
    const visible = args[0].visible.flatMap((shown, trace) => (shown ? [trace] : []));
    expect(visible).toEqual([3 * i, 3 * i + 1, 3 * i + 2]);
  }
  expect(() => regularizerSteps({ ...study, runs: [] })).toThrow('needs runs of RLEL');
});

test('a claim in words: verdict, test, effects', () => {
  const entries = ledger([study]);
  const [judged] = entries.filter(({ claim, judgement }) => claim.about === 'runs' && judgement.effect);
  const text = claimText(judged);
  expect(text).toMatch(/^### /);
  expect(text).toMatch(/\*\*(supported|not supported|inconclusive)\*\* by \d+ runs, data twin.*profile quick/);
  expect(text).toMatch(/\| \*\*all\*\* \| −?-?\d+\.\d\d \| .* to .* \|/);
  const missing = claimText({
    ...entries[0],
    judgement: { verdict: 'not run', effect: null, parts: [], runs: 0, note: '' },
  });
  expect(missing).toContain('Needs: ');
});
