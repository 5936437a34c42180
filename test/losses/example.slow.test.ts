import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(__dirname, '../..');

test('the example of a training of one’s own learns, and leaves no tensor', () => {
  const words = [path.join(ROOT, 'node_modules/jiti/lib/jiti-cli.mjs'), path.join(ROOT, 'examples/own-training.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const [, before, after] = /error: (\S+)° before training, (\S+)° after/.exec(stdout) ?? [];
  expect(Number(before)).toBeGreaterThan(20);
  expect(Number(after)).toBeLessThan(5);
  expect(stdout).toContain('tensors that are left: 0');
});
