import Papa from 'papaparse';
import { DataError } from './dataError';
import { type Line, linesOf } from './readFile';

export type OnProblem = (problem: DataError) => void;

/** Throws the first problem. */
export const throwProblem: OnProblem = (problem) => {
  throw problem;
};

/** What `parse` makes of each row; what it refuses goes to `onProblem` and is left out. */
export function parseEach<R, T>(rows: readonly R[], parse: (row: R) => T, onProblem: OnProblem): T[] {
  return rows.flatMap((row): T[] => {
    try {
      return [parse(row)];
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      onProblem(error);
      return [];
    }
  });
}

export interface TableRow {
  /** 1-based row of the file, blank lines counted. */
  readonly row: number;
  /** "FILE, row N". */
  readonly place: string;
  readonly cells: readonly string[];
}

const SEPARATORS = [',', ';', '\t'];

/**
 * Splits text into rows of cells, a line each; blank lines, and rows of empty cells, are none. The separator is the one
 * of comma, semicolon and tab that splits the first row into most cells.
 */
export function parseRows(text: string, file: string, onProblem: OnProblem): TableRow[] {
  const lines = linesOf(text);
  const count = (separator: string): number => lines[0]?.text.split(separator).length ?? 0;
  const separator = SEPARATORS.reduce((best, next) => (count(next) > count(best) ? next : best));
  const parse = ({ row, text: line }: Line): TableRow => {
    const place = `${file}, row ${row}`;
    const cells = line.includes('"') ? quotedCells(line, separator, place) : line.split(separator);
    return { row, place, cells: cells.map((cell) => cell.trim()) };
  };
  return parseEach(lines, parse, onProblem).filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function quotedCells(line: string, delimiter: string, place: string): string[] {
  const { data, errors } = Papa.parse<string[]>(line, { delimiter });
  if (errors.length === 0 && data.length === 1) return data[0];
  throw new DataError(place, 'a quotation mark is not closed, or stands inside a cell.');
}

/** The row itself. @throws DataError for one with more or fewer cells than `columns`, with the likely cause. */
export function withWidth(row: TableRow, columns: number): TableRow {
  const { cells, place } = row;
  if (cells.length === columns) return row;
  const split = cells.some((cell, i) => /^[+-]?\d+$/.test(cell) && /^\d+$/.test(cells[i + 1] ?? ''));
  const cause =
    cells.length > columns && split
      ? ' Probably its numbers have decimal commas, which also separate the columns: write 3.84 for 3,84.'
      : '';
  throw new DataError(place, `${cells.length} columns, expected ${columns}.${cause}`);
}

/** A table whose first row names its columns. */
export class Table {
  private constructor(
    private readonly file: string,
    readonly columns: readonly string[],
    readonly rows: readonly TableRow[],
  ) {}

  /** Rows of another width than the header's go to `onProblem` and are left out. */
  static parse(text: string, file: string, onProblem: OnProblem): Table {
    const [header, ...rows] = parseRows(text, file, onProblem);
    const columns = header?.cells ?? [];
    const fitting = parseEach(rows, (row) => withWidth(row, columns.length), onProblem);
    return new Table(file, columns, fitting);
  }

  has(name: string): boolean {
    return this.find(name).length > 0;
  }

  /** The column that has this name, in upper or lower case. @throws DataError when none, or more than one has. */
  column(name: string): number {
    const found = this.find(name);
    if (found.length === 1) return found[0];
    const names = this.columns.slice(0, 8).map((column) => (column === '' ? '(no name)' : column.slice(0, 40)));
    const listed = `${names.join(', ')}${this.columns.length > 8 ? `, … (${this.columns.length} columns)` : ''}`;
    const what = found.length === 0 ? `no column "${name}"` : `${found.length} columns "${name}"`;
    throw new DataError(this.file, `${what} in its header: ${listed || 'the file is empty'}.`, 'set');
  }

  private find(name: string): number[] {
    return this.columns.flatMap((column, i) => (column.toLowerCase() === name.toLowerCase() ? [i] : []));
  }
}
