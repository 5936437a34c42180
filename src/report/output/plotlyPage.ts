import type { Page } from 'playwright-core';
import { startBrowser } from './browser';

/** What a page of `openPlotlyPage` has: to be used in code that runs there. */
export interface PlotlyWindow {
  readonly Plotly: { toImage(figure: unknown, options: unknown): Promise<string> };
}

/** An empty page of the machine's browser with the whole of Plotly. @throws as `startBrowser`. */
export async function openPlotlyPage(): Promise<Page> {
  const browser = await startBrowser();
  const page = await browser.newPage();
  await page.addScriptTag({ path: require.resolve('plotly.js-dist/plotly.js') });
  return page;
}

/** Ends the page's browser. */
export async function closePlotlyPage(page: Page): Promise<void> {
  await page.context().browser()?.close();
}

/** What stands in a data URL of `Plotly.toImage`. */
export function imageOf(url: string): Buffer {
  const comma = url.indexOf(',');
  const body = url.slice(comma + 1);
  return url.slice(0, comma).endsWith('base64') ? Buffer.from(body, 'base64') : Buffer.from(decodeURIComponent(body));
}
