import type { Column, Table } from '../document';
import { cellText, runsOf } from './cells';

/** A table's columns that differ between rows, or have runs behind them, and its caption with what the others say. */
export function varyingColumns({ columns, rows, caption }: Table): Pick<Table, 'columns' | 'caption'> {
  const [label] = columns;
  const isConstant = (column: Column): boolean =>
    column !== label &&
    rows.length > 1 &&
    rows.every(
      (row) => runsOf(row[column.key]).length === 0 && cellText(row[column.key]) === cellText(rows[0][column.key]),
    );
  const same = columns.filter(isConstant);
  const isEmpty = ({ key }: Column): boolean => rows[0][key] === null || rows[0][key] === undefined;
  const said = same.filter((column) => !isEmpty(column)).map(({ key, label }) => `${label} ${cellText(rows[0][key])}`);
  const empty = same.filter(isEmpty).map(({ label }) => label);
  const constant = [
    ...(said.length > 0 ? [`In every row: ${said.join('; ')}.`] : []),
    ...(empty.length > 0 ? [`In no row: ${empty.join('; ')}.`] : []),
  ];
  return { columns: columns.filter((column) => !same.includes(column)), caption: [caption, ...constant].join(' ') };
}
