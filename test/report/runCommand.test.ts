import { Command } from 'commander';
import { expect, test } from 'vitest';
import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import { addRequestOptions, toRequest } from '../../src/commands/requestOptions';
import type { DataIdentity } from '../../src/data/dataIdentity';
import { runCommand } from '../../src/report/runCommand';
import { runConfig, runId } from '../../src/store/runConfig';

const TWIN: DataIdentity = { source: 'twin', format: 'driving', fingerprint: 'f', split: 's' };
const PN = { benchmark: 'PN', method: 'rlel', profile: 'quick', seed: 2 };

const configOf = (request: RunRequest, data = TWIN) => runConfig(request, resolveSettings(request), data);

/** The request that a command makes. */
function requestIn(command: string): RunRequest {
  const parsed = addRequestOptions(new Command().exitOverride());
  parsed.parse(command.replace('npx rlel run ', '').split(' '), { from: 'user' });
  return toRequest(parsed.opts());
}

test.each([
  {},
  { alpha: 0.5, beta: 0 },
  { epochs: 3, milestones: [] },
  { range: [-20, 20], levels: 41 },
  { trainFraction: 0.5, milestones: [1, 2], selection: 'best-test' },
  { network: 'resnet34', form: 'paper' },
])('the command of a run with %j makes that run again', (settings) => {
  const config = configOf({ ...PN, settings });
  const again = configOf(requestIn(runCommand(config, null)));
  expect(runId(again)).toBe(runId(config));
});

test('a run with the profile’s own settings names none', () => {
  expect(runCommand(configOf(PN), null)).toBe('npx rlel run --benchmark PN --method rlel --profile quick --seed 2');
});

test('real data are found by their source; files are named that a run does not know the place of', () => {
  expect(runCommand(configOf(PN, { ...TWIN, source: 'open' }), null)).toMatch(/--seed 2 --source open$/);
  expect(runCommand(configOf(PN, { ...TWIN, source: 'open', leftOut: ['a'] }), null)).toMatch(
    /--data FOLDER --skip-broken LIST$/,
  );
  const config = runConfig(PN, resolveSettings(PN), TWIN, 'a'.repeat(64));
  expect(runCommand(config, null)).toMatch(/--seed 2 --weights FILE$/);
});

test('of a method that is not known here: what was asked then', () => {
  const config = configOf({ ...PN, settings: { alpha: 0.5 } });
  expect(runCommand({ ...config, method: 'mine' }, null)).toMatch(
    /--method mine --profile quick --seed 2 --alpha 0.5$/,
  );
});

test('bits depend on the number of threads: it is named where it is known', () => {
  expect(runCommand(configOf(PN), 2)).toBe(
    'TF_NUM_INTRAOP_THREADS=2 npx rlel run --benchmark PN --method rlel --profile quick --seed 2',
  );
});
