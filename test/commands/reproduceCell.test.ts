import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { reproduceCell } from '../../src/commands/reproduceCell';

const folder = mkdtempSync(path.join(tmpdir(), 'rlel-cell-'));
const against = path.join(folder, 'runs.json');

const run = (benchmark: string, method: string, source: string, changes: object = {}) => ({
  ...{ run: 'abc', error: 1, commit: null, threads: 1 },
  config: { benchmark, method, profile: 'quick', seed: 1, data: { source }, changes },
});

const cell = (benchmark: string, method: string, source: 'twin' | 'open' = 'twin') =>
  reproduceCell({
    ...{ cell: { benchmark, method }, against, profile: 'quick', source, jobs: 1, fresh: false },
    results: path.join(folder, 'results'),
  });

test('a number that the report does not have is told with those that it has; ablations are no numbers of the table', async () => {
  writeFileSync(
    against,
    JSON.stringify([run('PN', 'rlel', 'twin'), run('FLD2', 'bel', 'open'), run('AE1', 'lel', 'twin', { alpha: 0 })]),
  );
  await expect(cell('FLD2', 'bel')).rejects.toThrow(
    'no runs of FLD2, bel on twin data with the settings of the profile quick. Expected one of PN,rlel, and --source open or twin.',
  );
  await expect(cell('PN', 'rlel', 'open')).rejects.toThrow('Expected one of FLD2,bel, and --source open or twin.');
  await expect(cell('AE1', 'lel')).rejects.toThrow('no runs of AE1, lel');
});

test('a file that is no runs.json is named', async () => {
  writeFileSync(against, '[{"run": "abc"}]');
  await expect(cell('PN', 'rlel')).rejects.toThrow(/runs\.json: 0\.error: .*Expected the runs\.json of a report/);
  writeFileSync(against, '{');
  await expect(cell('PN', 'rlel')).rejects.toThrow(/runs\.json: cannot be read .*Expected the runs\.json of a report/);
});
