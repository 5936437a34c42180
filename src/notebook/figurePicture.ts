import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { RlelError } from '../errors';
import { startBrowser } from '../report/output/browser';

/** Pixels of the picture for one of the figure. */
const SCALE = 1.5;

/** A Plotly figure as Plotly itself takes it. */
export interface Plot {
  readonly data: unknown;
  readonly layout: unknown;
}

/** What runs in the browser's page. */
interface PlotlyWindow {
  Plotly: { toImage(figure: Plot, options: unknown): Promise<string> };
}

/** The page that draws; it stays open as long as the kernel, since starting a browser takes seconds. */
let opened: Promise<Page> | undefined;

/**
 * A PNG of a figure with few colours, some 20 KB: it is committed with the notebook.
 * @param size in the figure's pixels.
 * @returns null where there is no browser to draw it.
 */
export async function figurePicture(plot: Plot, size: { width: number; height: number }): Promise<Buffer | null> {
  opened ??= openPage();
  let page: Page;
  try {
    page = await opened;
  } catch (error) {
    if (error instanceof RlelError) return null;
    throw error;
  }
  const url = await page.evaluate(
    ([figure, options]) => (globalThis as unknown as PlotlyWindow).Plotly.toImage(figure, options),
    [plot, { format: 'png', scale: SCALE, ...size }] as const,
  );
  const png = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  return sharp(png).png({ palette: true, colours: 64, dither: 0, effort: 10 }).toBuffer();
}

async function openPage(): Promise<Page> {
  const others = process.listeners('SIGINT');
  const browser = await startBrowser();
  // Playwright ends the process at an interrupt; a notebook's kernel goes on.
  for (const listener of process.listeners('SIGINT')) {
    if (!others.includes(listener)) process.off('SIGINT', listener);
  }
  const page = await browser.newPage();
  await page.addScriptTag({ path: require.resolve('plotly.js-dist/plotly.js') });
  return page;
}
