import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const RESULTS = path.join(__dirname, '../../results');

/** Photographs are not for passing on, nor are their names: pictures, and rows that name one, are of twins alone. */
test.each(['reference', 'reference-photographs'])('results/%s shows and names no photograph', (report) => {
  const folder = path.join(RESULTS, report);
  const files = readdirSync(folder);
  const headerOf = (file: string): string[] =>
    readFileSync(path.join(folder, file), 'utf8').split(/\r?\n/)[0].split(',');
  const naming = files.filter((file) => file.endsWith('.csv') && headerOf(file).includes('image'));
  const pictures = files.filter((file) => /\.jpe?g$/.test(file));
  expect([...pictures, ...naming].filter((file) => !file.includes('-twin-'))).toEqual([]);

  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  expect(page.split('data:image/jpeg').length - 1).toBe(pictures.length);
  for (const file of files.filter((name) => /\.(csv|json|md|tex)$/.test(name) && !naming.includes(name))) {
    expect(readFileSync(path.join(folder, file), 'utf8'), file).not.toMatch(/\w\.(jpe?g|png)\b/i);
  }
});
