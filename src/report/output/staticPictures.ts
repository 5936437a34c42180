import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { RlelError } from '../../errors';
import { writeFileAtomic } from '../../files/atomicFile';
import type { Figure } from '../document';
import { drawing, smallerSvg } from './imageFile';
import { closePlotlyPage, imageOf, openPlotlyPage, type PlotlyWindow } from './plotlyPage';
import { HEIGHT, LIGHT, themed } from './theme';

const WIDTH = 900;
/** Pixels of a PNG for one of the page. */
const SCALE = 2;

/**
 * Draws figures for print, NAME.svg and NAME.png, with a browser of the machine. Without one nothing is drawn, and a line
 * says how to get one: a report has its interactive figures all the same.
 * @returns the files written.
 */
export async function writeStaticPictures(
  figures: readonly Figure[],
  folder: string,
  say: (line: string) => void,
): Promise<string[]> {
  try {
    return await draw(figures, folder);
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    say(`Static figures (SVG, PNG) are skipped: ${error.message}.`);
    return [];
  }
}

async function draw(figures: readonly Figure[], folder: string): Promise<string[]> {
  const page = await openPlotlyPage();
  try {
    const files: string[] = [];
    for (const figure of figures) {
      for (const format of ['svg', 'png'] as const) {
        const file = path.join(folder, `${figure.name}.${format}`);
        const drawn = await image(page, figure, format);
        writeFileAtomic(
          file,
          format === 'svg' ? await smallerSvg(drawn.toString()) : (await drawing(sharp(drawn))).bytes,
        );
        files.push(file);
      }
    }
    return files;
  } finally {
    await closePlotlyPage(page);
  }
}

/** A figure as it is printed: light, on white. */
async function image(page: Page, figure: Figure, format: 'svg' | 'png'): Promise<Buffer> {
  const layout = { ...themed(figure, LIGHT), title: { text: figure.title, font: { size: 15 } } };
  const height = (layout.height ?? HEIGHT) + 30;
  const options = { format, width: WIDTH, height, scale: format === 'png' ? SCALE : 1 };
  const margin = { ...layout.margin, t: 70 };
  const url = await page.evaluate(
    ([drawn, how]) => (globalThis as unknown as PlotlyWindow).Plotly.toImage(drawn, how),
    [{ data: figure.data, layout: { ...layout, margin, height } }, options] as const,
  );
  return imageOf(url);
}
