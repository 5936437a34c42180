import { showEncoding } from './showEncoding';
import { showFigure } from './showFigure';
import { showGallery } from './showGallery';
import { showMarkdown } from './showMarkdown';
import { showProgress } from './showProgress';
import { showSource } from './showSource';
import { showTable } from './showTable';

/** What cells of a notebook show, each below the cell that runs. Outside the notebooks' kernel they throw RlelError. */
export const show = {
  encoding: showEncoding,
  figure: showFigure,
  gallery: showGallery,
  markdown: showMarkdown,
  progress: showProgress,
  source: showSource,
  table: showTable,
};
