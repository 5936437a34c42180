import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { notebookTypes } from '../../scripts/notebookTypes';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'notebooks');
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.failed.ipynb'))
  .map((name) => path.join(FOLDER, name));

test('the notebooks’ cells compile, strictly', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(notebookTypes(files)).toEqual([]);
}, 120_000);

test('their outputs fit their cells, and are whole', () => {
  const { stderr, status } = spawnSync('scripts/use.sh', ['.venv/bin/python', 'scripts/run-notebooks.py', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}, 60_000);

test('no line of a cell is longer than JupyterLab shows', () => {
  const long = files.flatMap((file) => {
    const { cells } = JSON.parse(readFileSync(file, 'utf8')) as { cells: { cell_type: string; source: string[] }[] };
    const sources = cells.filter((cell) => cell.cell_type === 'code').map(({ source }) => source.join(''));
    return sources.flatMap((source) => source.split('\n').filter((line) => line.length > 100));
  });
  expect(long).toEqual([]);
});

test('they are small: pictures, no libraries', () => {
  for (const file of files) expect(statSync(file).size, file).toBeLessThan(2 * 2 ** 20);
});
