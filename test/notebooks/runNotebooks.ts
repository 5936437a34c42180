import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'rlel-headless-'));

/** Runs notebooks as `make notebooks` does. */
export function runNotebooks(args: readonly string[], env: Record<string, string> = {}) {
  const script = path.join(ROOT, 'scripts/run-notebooks.py');
  const python = path.join(ROOT, '.venv/bin/python');
  const { status, stdout, stderr } = spawnSync(python, [script, ...args], {
    encoding: 'utf8',
    cwd: tmpdir(),
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

/** Variables with which Jupyter starts a launcher as the kernel of notebooks. */
export function withKernel(launcher: string): Record<string, string> {
  const folder = path.join(newFolder(), 'kernels/rlel');
  mkdirSync(folder, { recursive: true });
  const argv = [process.execPath, launcher, '{connection_file}'];
  const spec = { argv, display_name: 'rlel', language: 'typescript' };
  writeFileSync(path.join(folder, 'kernel.json'), JSON.stringify(spec));
  return { JUPYTER_PATH: path.resolve(folder, '../..') };
}
