import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(__dirname, '../..');
const PYTHON = path.join(ROOT, '.venv/bin/python');

/** A folder with the smallest package that pip takes. */
function wheel(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-wheel-'));
  const code = `
import zipfile
with zipfile.ZipFile('demo-1.0-py3-none-any.whl', 'w') as archive:
    archive.writestr('demo-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: demo\\nVersion: 1.0\\n')
    archive.writestr('demo-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    archive.writestr('demo-1.0.dist-info/RECORD', '')`;
  execFileSync(PYTHON, ['-c', code], { cwd: folder });
  return folder;
}

test('of the user’s settings for pip those hold that say where packages come from, and no others', () => {
  const folder = wheel();
  const constraints = path.join(folder, 'constraints.txt');
  writeFileSync(constraints, 'demo==2.0');
  const config = path.join(folder, 'pip.conf');
  writeFileSync(
    config,
    `[global]\nfind-links =\n  /nowhere\n  ${folder}\nconstraint = ${constraints}\n[install]\nuser = true\n`,
  );
  const env = { ...process.env, PIP_CONFIG_FILE: config, PIP_NO_INDEX: '1', PIP_TARGET: '/nowhere', PIP_USER: '1' };
  Reflect.deleteProperty(env, 'PIP_FIND_LINKS');
  const script = path.join(ROOT, 'scripts/setup/pip.py');
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-I', script, '--dry-run', 'demo'], { encoding: 'utf8', env });
  expect(stderr).not.toContain('ERROR');
  expect(stdout).toContain('Would install demo-1.0');
  expect(status).toBe(0);
});
