import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PROTOCOL_HASH } from '../../src/benchmarks/protocol';
import { allClaims } from '../../src/report/claims/index';
import { exitStatus, ledger } from '../../src/report/claims/ledger';
import { readEvidence } from '../../src/report/evidence';
import { fakeStudy } from '../support/fakeRuns';
import { newStore } from '../support/runs';

test('rlel claims: text, JSON and status', () => {
  const store = newStore();
  fakeStudy(store);
  const claims = (...words: string[]) => {
    const cli = path.resolve(__dirname, '../../bin/rlel.cjs');
    return spawnSync(process.execPath, [cli, 'claims', '--results', store.root, ...words], { encoding: 'utf8' });
  };
  const text = claims();
  expect(text.status, text.stderr).toBe(exitStatus(ledger(readEvidence(store).studies)));
  expect(text.stdout).toContain('rlel-below-sa: RLEL has a lower error');
  expect(text.stdout).toContain(`protocol: SHA-256 ${PROTOCOL_HASH}`);
  const { claims: entries, protocol } = JSON.parse(claims('--json').stdout);
  expect(protocol).toBe(PROTOCOL_HASH);
  expect(entries).toHaveLength(allClaims().length);
  expect(entries.find(({ name }: { name: string }) => name === 'rlel-below-sa')).toMatchObject({
    verdict: 'supported',
    source: 'twin (synthetic)',
    profile: 'quick',
  });
  const empty = spawnSync(
    process.execPath,
    [path.resolve(__dirname, '../../bin/rlel.cjs'), 'claims', '--results', newStore().root],
    {
      encoding: 'utf8',
    },
  );
  expect(empty.status).toBe(2);
  expect(empty.stdout).toContain('not run');
});
