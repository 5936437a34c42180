import { existsSync, readFileSync } from 'node:fs';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { systemError } from '../files/systemError';
import type { TemplateCell } from './template';

/** A cell of an .ipynb file (nbformat 4). */
export interface NotebookCell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly [key: string]: unknown;
}

/** What an .ipynb file holds. */
export interface Notebook {
  readonly cells: readonly NotebookCell[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

export const sourceOf = ({ source }: NotebookCell): string => (typeof source === 'string' ? source : source.join(''));

/** @throws RlelError for a file that is missing or no notebook. */
export function readNotebook(file: string): Notebook {
  try {
    const notebook = JSON.parse(readFileSync(file, 'utf8')) as Notebook;
    notebook.cells.map(sourceOf);
    return notebook;
  } catch (thrown) {
    const error = systemError(thrown, file);
    if (error instanceof RlelError) throw error;
    throw new RlelError(`${file}: not a notebook that can be read (${(error as Error).message}).`);
  }
}

const NEW = { kernelspec: { display_name: 'TypeScript (rlel)', language: 'typescript', name: 'rlel' } };

/**
 * Writes cells as an .ipynb file, in place of those that are there: cells with the same code keep their outputs.
 * @returns how many cells with code have none, for they were never run.
 * @throws RlelError for a file that is there and no notebook.
 */
export function writeCells(file: string, cells: readonly TemplateCell[]): number {
  const before = existsSync(file) ? readNotebook(file) : { cells: [], metadata: NEW };
  const ran = before.cells.filter(({ cell_type }) => cell_type === 'code');
  const written = cells.map(({ kind, source }, i): NotebookCell => {
    const cell = { cell_type: kind, id: `c${String(i).padStart(2, '0')}`, metadata: {}, source: lines(source) };
    if (kind === 'markdown') return cell;
    const at = ran.findIndex((one) => sourceOf(one) === source);
    const [same] = at < 0 ? [] : ran.splice(at, 1);
    const { metadata = {}, outputs = [], execution_count = null } = same ?? {};
    return { ...cell, metadata, outputs, execution_count };
  });
  writeFileAtomic(file, `${text({ ...before, cells: written, nbformat: 4, nbformat_minor: 5 })}\n`);
  return written.filter(({ cell_type, execution_count }) => cell_type === 'code' && execution_count === null).length;
}

/** Lines with their ends, as nbformat keeps text. */
const lines = (source: string): string[] => source.split(/(?<=\n)/);

/** JSON as nbformat writes it: keys in order, an indent of one. */
const text = (notebook: unknown): string =>
  JSON.stringify(
    notebook,
    (_, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    1,
  );
