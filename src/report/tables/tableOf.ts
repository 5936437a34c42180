import type { Cell, Table } from '../document';

/** A column: its key in files, its label, and the cell that an item has in it. */
export type ColumnOf<Item> = readonly [key: string, label: string, cell: (item: Item) => Cell];

/** A table with a row an item; each column is declared once. */
export const tableOf = <Item>(
  head: Pick<Table, 'name' | 'title' | 'caption' | 'folded'>,
  items: readonly Item[],
  columns: readonly ColumnOf<Item>[],
): Table => ({
  kind: 'table',
  ...head,
  columns: columns.map(([key, label]) => ({ key, label })),
  rows: items.map((item) => Object.fromEntries(columns.map(([key, , cell]) => [key, cell(item)]))),
});
