// Compiles the cells of notebooks, and says where one is not what its template gives: those named (by name or file), else
// all of notebooks/. Run with jiti (make notebooks does).
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RlelError } from '../src/errors';
import { kitNotebooks, templateProblems } from '../src/notebook/benchmarkNotebook';
import { notebookTypes } from './notebookTypes';

const folder = path.resolve(__dirname, '../notebooks');
const all = readdirSync(folder).filter((name) => name.endsWith('.ipynb') && !name.endsWith('.failed.ipynb'));

/** The file of a notebook that is named, as scripts/run-notebooks.py takes names. */
function fileOf(name: string): string {
  const file = name.endsWith('.ipynb') ? path.resolve(name) : path.join(folder, `${name}.ipynb`);
  if (existsSync(file)) return file;
  const there = all.map((one) => path.basename(one, '.ipynb')).join(', ');
  throw new RlelError(`${name}: no such notebook. Expected a notebook's file, or of ${there}, with spaces between.`);
}

try {
  const named = process.argv.slice(2).map(fileOf);
  const again = named.find((file, i) => named.indexOf(file) < i);
  if (again) throw new RlelError(`${again}: named twice. Name each notebook once.`);
  const files = named.length > 0 ? named : all.map((name) => path.join(folder, name));
  const problems = [
    ...templateProblems(kitNotebooks().filter(({ file }) => files.includes(file))),
    ...notebookTypes(files),
  ];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof RlelError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
