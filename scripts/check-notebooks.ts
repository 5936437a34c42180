// Compiles the cells of notebooks, and says where one is not what its template gives: those named (by name or file), else
// all of notebooks/. Run with jiti (make notebooks does).
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { kitNotebooks, templateProblems } from '../src/notebook/benchmarkNotebook';
import { notebookTypes } from './notebookTypes';

const folder = path.resolve(__dirname, '../notebooks');
const named = process.argv
  .slice(2)
  .map((name) => (name.endsWith('.ipynb') ? path.resolve(name) : path.join(folder, `${name}.ipynb`)));
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.failed.ipynb'))
  .map((name) => path.join(folder, name));
const files = named.length > 0 ? named : all;
try {
  const problems = [
    ...templateProblems(kitNotebooks().filter(({ file }) => files.includes(file))),
    ...notebookTypes(files),
  ];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
