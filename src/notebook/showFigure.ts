import { requireArray, requireObject } from '../input/check';
import type { Figure, Picture } from '../report/document';
import { LIGHT, themed } from '../report/output/theme';
import { figurePicture } from './figurePicture';
import { display } from './kernel';
import { showMarkdown } from './showMarkdown';

/** A figure made in a cell: Plotly's data under a title. */
export type CellFigure = Pick<Figure, 'title' | 'data'> & Partial<Pick<Figure, 'caption' | 'layout'>>;

const WIDTH = 800;

/**
 * Shows a figure: interactive where Plotly is known (JupyterLab), and in the same output as a picture for all others, drawn
 * by the machine's Chromium; without one there is the interactive figure alone. A caption follows. Of a figure of the
 * report that cannot be made, the reason is shown.
 * @throws RlelError outside a notebook.
 */
export async function showFigure(figure: Figure | Picture | CellFigure | string): Promise<void> {
  if (typeof figure === 'string') {
    showMarkdown(`*No figure.* ${figure}`);
    return;
  }
  requireObject(figure, 'show.figure: figure', ['title'], 'a figure');
  if (!('png' in figure)) requireObject(figure, 'show.figure: figure', ['data'], 'a figure');
  const { title, caption = '' } = figure;
  const text = `[figure: ${title}]`;
  if ('image' in figure) {
    const { type, bytes } = figure.image;
    display({ data: { [type]: bytes.toString('base64'), 'text/plain': text } });
  } else {
    const plot = plotOf(figure);
    const { height = 450 } = plot.layout;
    const svg = await figurePicture(plot, { width: WIDTH, height });
    display({
      data: {
        'application/vnd.plotly.v1+json': plot,
        ...(svg && { 'image/svg+xml': svg }),
        'text/plain': text,
      },
    });
  }
  if (caption !== '') showMarkdown(`<small>${caption}</small>`);
}

function plotOf({ title, data, layout = {} }: CellFigure) {
  requireArray(data, 'show.figure: data');
  const own = themed({ data, layout }, LIGHT);
  return {
    data,
    layout: { ...own, title: { text: title, font: { size: 15 } }, margin: { ...own.margin, t: 60 } },
    config: { displaylogo: false },
  };
}
