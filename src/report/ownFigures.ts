import { RlelError } from '../errors';
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

/** In order of registration. */
export const ownFigures = (): OwnFigure[] => figures.all();
