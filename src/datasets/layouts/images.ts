import path from 'node:path';
import { DataError } from '../dataError';
import type { LabelOverride } from '../dataset';
import type { Findings } from '../findings';
import { ImageFinder } from '../imageFinder';
import { type ListedSample, originalOf } from '../listing';
import { parseNumber } from '../parseNumber';
import { isFile } from '../paths';
import { proposeLabel } from '../proposeLabel';
import { readText } from '../readFile';
import { Table, type TableRow } from '../table';
import { imageListing, wholeImage } from './imageListing';
import type { Layout } from './layout';
import { seededTest } from './seededTest';

const LABELS = 'labels.csv';
/** What the column that names the images may be called. */
const IMAGE_COLUMNS = ['image', 'path', 'file', 'filename', 'file_name'];
/** Also one with a decimal comma, which is told row by row. */
const LIKE_A_NUMBER = /^[+-]?[.,]?\d/;
const PARTS: Readonly<Record<string, ListedSample['part']>> = {
  ...{ train: 'train', training: 'train' },
  ...{ val: 'validation', valid: 'validation', validation: 'validation' },
  ...{ test: 'test', testing: 'test' },
};

/** Any folder of images with a CSV whose header names the labels: `image,label[,label…]`, with `split` or `group` or both. */
export const images: Layout = {
  name: 'images',
  title: 'any images with labels in a CSV',
  task: 'regression',
  kind: 'open',
  expects: `${LABELS} (or another file by --labels) with a header: image, a column a label, perhaps split and group; images beside it or in images/`,
  unlabelled: wholeImage,
  detect: (folder) => isFile(path.join(folder, LABELS)),
  async list(folder, findings, { labels }) {
    const file = labels ?? path.join(folder, LABELS);
    const read = () =>
      readRows(
        Table.parse(readText(file), file, (problem) => findings.add(problem)),
        file,
        findings,
      );
    const { names, rows } = findings.attemptList(read) ?? { names: [], rows: [] };
    const finder = new ImageFinder(folder, ['', 'images'], findings);
    const found = rows.flatMap((row) => {
      const image = findings.attempt(() => finder.find(row.id, row.place));
      return image ? [{ ...row, file: image }] : [];
    });
    checkGroups(found, findings);
    return { ...imageListing(withParts(found), 'label units'), proposed: proposed(names, found, file, findings) };
  },
};

interface Row {
  readonly id: string;
  readonly values: readonly number[];
  readonly place: string;
  /** null: the table has no such column. */
  readonly part: ListedSample['part'] | null;
  readonly group: string | null;
}

function readRows(table: Table, file: string, findings: Findings): { names: string[]; rows: Row[] } {
  const image = table.column(IMAGE_COLUMNS.find((name) => table.has(name)) ?? IMAGE_COLUMNS[0]);
  const [split, group] = ['split', 'group'].map((name) => (table.has(name) ? table.column(name) : null));
  const columns = table.columns.flatMap((name, i) => {
    if (name === '') findings.passOver(`${file}, column ${i + 1}`, 'a column without a name');
    return name === '' || [image, split, group].includes(i) ? [] : [{ name, i: table.column(name) }];
  });
  if (columns.length === 0)
    throw new DataError(file, 'no column of labels. Expected image, and a column a label.', 'set');
  for (const { name, i } of columns) {
    if (table.rows.length === 0 || table.rows.some(({ cells }) => LIKE_A_NUMBER.test(cells[i]))) continue;
    const example = table.rows[0].cells[i].slice(0, 40);
    const text = `column "${name}" has no number (but "${example}"). Every column beside image, split and group is a label: remove it if it is none.`;
    throw new DataError(file, text, 'set');
  }
  const seen = new Map<string, string>();
  const parse = ({ cells, place }: TableRow): Row => {
    const id = cells[image];
    const first = seen.get(id);
    if (first) throw new DataError(place, `${id} stands in ${first} already. Remove one of the two.`);
    seen.set(id, place);
    const values = columns.map(({ name, i }) => parseNumber(cells[i], place, name));
    return {
      id,
      values,
      place,
      part: split === null ? null : partIn(cells[split], place),
      group: textIn(cells, group, place),
    };
  };
  const rows = table.rows.flatMap((row) => findings.attempt(() => parse(row)) ?? []);
  return { names: columns.map(({ name }) => name), rows };
}

function partIn(cell: string, place: string): ListedSample['part'] {
  const part = PARTS[cell.toLowerCase()];
  if (!part) throw new DataError(place, `split "${cell}": expected train, validation or test.`);
  return part;
}

function textIn(cells: readonly string[], column: number | null, place: string): string | null {
  if (column === null) return null;
  if (cells[column] === '') throw new DataError(place, 'the group is empty, expected a name or number.');
  return cells[column];
}

type FoundRow = Row & { readonly file: string };

/** The images of a group belong to one side: they are of one person or sequence. */
function checkGroups(rows: readonly FoundRow[], findings: Findings): void {
  const first = new Map<string, FoundRow>();
  for (const row of rows) {
    if (row.group === null || row.part === null) continue;
    const other = first.get(row.group) ?? row;
    first.set(row.group, other);
    if (other.part === row.part) continue;
    const text = `group ${row.group} is in the ${row.part} part here, and in the ${other.part} part in ${other.place}. Leave it in one.`;
    findings.add(new DataError(row.place, text), row.id);
  }
}

/** As the table says, else a fifth of the groups tests, or of the images with their mirrored copies. */
function withParts(rows: readonly FoundRow[]): ListedSample[] {
  const unit = ({ group, id }: FoundRow): string => group ?? originalOf(id);
  const test = seededTest([...new Set(rows.map(unit))]);
  return rows.map((row): ListedSample => {
    const { id, values, place, file, part, group } = row;
    const drawn = test.has(unit(row)) ? 'test' : 'train';
    return { id, values, place, file, part: part ?? drawn, ...(group === null ? {} : { group }) };
  });
}

function proposed(
  names: readonly string[],
  rows: readonly FoundRow[],
  file: string,
  findings: Findings,
): LabelOverride[] {
  if (rows.length === 0) return [];
  return names.flatMap((name, i): LabelOverride[] => {
    const values = rows.map((row) => row.values[i]);
    if (values.every((value) => value === values[0])) {
      findings.add(
        new DataError(file, `every ${name} is ${values[0]}: there is nothing to learn. Remove the column.`, 'set'),
      );
      return [];
    }
    const label = proposeLabel(name, values);
    findings.notes.push(`${name}: range ${label.range.join('…')} and ${label.levels} levels, proposed from the labels`);
    return [label];
  });
}
