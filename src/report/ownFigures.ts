import { RlelError } from '../errors';
import { requireArray, requireObject, requireOneOf } from '../input/check';
import { Registry } from '../input/registry';
import type { Figure, Table } from './document';
import type { Study } from './evidence';

/** A figure or table of a user's own, drawn for every study of a report. */
export interface OwnFigure {
  readonly name: string;
  /** What it shows; in words why there is nothing to show; null where none is due. */
  draw(study: Study): Figure | Table | string | null;
}

const figures = new Registry<OwnFigure>('figure', ({ name, draw }) => {
  if (typeof draw !== 'function') throw new RlelError(`Figure "${name}": expected a function draw(study).`);
});

/**
 * Adds a figure or table to the report.
 * @throws RlelError when the name is taken, or it cannot be drawn.
 */
export const registerFigure = (figure: OwnFigure): void => figures.add(figure);

/**
 * Draws a user's figure for a study.
 * @throws RlelError naming the figure when what it gives is no figure, table or text.
 */
export function drawOwn({ name, draw }: OwnFigure, study: Study): Figure | Table | string | null {
  const drawn: unknown = draw(study);
  if (drawn === null || typeof drawn === 'string') return drawn;
  const who = `Figure "${name}"`;
  requireObject(drawn, who, ['kind', 'name', 'title', 'caption', 'rows'], 'a figure or table');
  const { kind, rows } = drawn as Figure | Table;
  requireOneOf(kind, `${who}: kind`, ['figure', 'table']);
  requireArray(rows, `${who}: rows`);
  if (kind === 'table') requireArray((drawn as Table).columns, `${who}: columns`, 1);
  else {
    requireArray((drawn as Figure).data, `${who}: data`);
    requireObject((drawn as Figure).layout, `${who}: layout`);
  }
  return drawn as Figure | Table;
}

/** In order of registration. */
export const ownFigures = (): OwnFigure[] => figures.all();
