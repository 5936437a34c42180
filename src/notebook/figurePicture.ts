import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { RlelError } from '../errors';
import { smallerSvg } from '../report/output/imageFile';
import { closePlotlyPage, imageOf, openPlotlyPage, type PlotlyWindow } from '../report/output/plotlyPage';

/** A Plotly figure as Plotly itself takes it. */
export interface Plot {
  readonly data: readonly object[];
  readonly layout: object;
}

/** What runs in the browser's page. */
type DrawingWindow = PlotlyWindow & { readonly Math: { random: () => number } };

/** The page that draws; it stays open as long as the kernel, since starting a browser takes seconds. */
let opened: Promise<Page> | undefined;

/**
 * A figure as SVG, some 20 KB: it is committed with the notebook. (With a PNG beside it JupyterLab's Plotly would wait for
 * the mouse.) The same figure gives the same text: the names of its parts, which Plotly draws at random, are drawn from its
 * content. Of a figure with sliders what they have yet to bring out is not in it.
 * @param size in pixels.
 * @returns null where there is no browser to draw it.
 */
export async function figurePicture(plot: Plot, size: { width: number; height: number }): Promise<string | null> {
  opened ??= openPage();
  let page: Page;
  try {
    page = await opened;
  } catch (error) {
    if (error instanceof RlelError) return null;
    throw error;
  }
  const seed = createHash('sha256').update(JSON.stringify(plot)).digest().readUInt32BE() >>> 1;
  const url = await page.evaluate(
    ([figure, options, first]) => {
      const { Math: math, Plotly } = globalThis as unknown as DrawingWindow;
      const modulus = 2 ** 31 - 1;
      let state = (first % (modulus - 1)) + 1;
      math.random = () => {
        state = (state * 16_807) % modulus;
        return state / modulus;
      };
      return Plotly.toImage(figure, options);
    },
    [seenOf(plot), { format: 'svg', ...size }, seed] as const,
  );
  return smallerSvg(imageOf(url).toString());
}

const seenOf = (plot: Plot): Plot =>
  'sliders' in plot.layout
    ? { ...plot, data: plot.data.filter((trace) => (trace as { opacity?: number }).opacity !== 0) }
    : plot;

async function openPage(): Promise<Page> {
  const others = process.listeners('SIGINT');
  const page = await openPlotlyPage();
  // Playwright ends the process at an interrupt; a notebook's kernel goes on.
  for (const listener of process.listeners('SIGINT')) {
    if (!others.includes(listener)) process.off('SIGINT', listener);
  }
  return page;
}

/** Ends the browser; the next picture starts another. A kernel's ends with it. */
export async function closeFigurePage(): Promise<void> {
  const page = await opened?.catch(() => undefined);
  opened = undefined;
  if (page) await closePlotlyPage(page);
}
