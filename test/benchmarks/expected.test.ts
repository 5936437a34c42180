import { readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { benchmarkNames, settingsOf } from '../../src/benchmarks/registry';

const rows = (name: string): Record<string, string>[] => {
  const file = path.join(__dirname, `../../results/reference/${name}-twin-quick.csv`);
  return Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;
};

test.each(benchmarkNames())('%s: what its file says to expect is what results/reference has', (name) => {
  const { expected } = settingsOf(name, 'quick');
  const errors = rows('results').find(({ benchmark }) => benchmark === name);
  const cost = rows('cost').find(({ benchmark, method }) => benchmark === name && method === 'RLEL');
  expect(expected?.error).toBeCloseTo(Number(errors?.rlel), 2);
  expect(expected?.seconds).toBe(Math.round(Number(cost?.seconds)));
});
