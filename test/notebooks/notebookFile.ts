import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** A notebook of cells with code, in a file. */
export function notebookFile(folder: string, name: string, sources: readonly string[], more: object = {}): string {
  const file = path.join(folder, `${name}.ipynb`);
  const cells = sources.map((source, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
    ...more,
  }));
  const metadata = { kernelspec: { name: 'rlel', display_name: 'TypeScript (rlel)', language: 'typescript' } };
  writeFileSync(file, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
  return file;
}
