// Compiles the cells of notebooks: those named, else all of notebooks/. Run with jiti (make notebooks does).
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { notebookTypes } from './notebookTypes';

const folder = path.resolve(__dirname, '../notebooks');
const named = process.argv.slice(2);
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.failed.ipynb'))
  .map((name) => path.join(folder, name));
const problems = notebookTypes(named.length > 0 ? named : all);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
