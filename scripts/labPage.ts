import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser } from '../src/report/output/browser';

const ROOT = path.resolve(__dirname, '..');

/** The longest that is waited for anything; a notebook may train. */
export const LONG = 30 * 60_000;

/** JupyterLab as `make lab` starts it, on a copy of the notebooks, and a browser at it. */
export interface Lab {
  readonly browser: Browser;
  /** The address with its token. */
  readonly url: URL;
  close(): Promise<void>;
}

/**
 * @param results the store that notebooks take runs from.
 * @throws Error with what JupyterLab says when it does not start, and as `startBrowser`.
 */
export async function openLab(results: string): Promise<Lab> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-lab-'));
  const notebooks = path.join(folder, 'notebooks');
  mkdirSync(notebooks);
  cpSync(path.join(ROOT, 'notebooks'), notebooks, { recursive: true });
  const browser = await startBrowser();
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', RLEL_RESULTS: results };
  const server = spawn(path.join(ROOT, 'scripts/lab.sh'), [folder], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const close = async () => {
    await browser.close();
    server.kill('SIGTERM');
  };
  try {
    return { browser, url: new URL(await addressOf(server)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stderr?.on('data', (chunk) => {
      text += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\S+token=\w+/.exec(text) ?? [];
      if (found) resolve(found);
    });
    server.once('exit', () => reject(new Error(`JupyterLab ended: ${text}`)));
  });
}

/** A notebook in a page of its own, alone in JupyterLab, with its kernel ready. */
export async function openNotebook({ browser, url }: Lab, name: string, height = 1000): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1300, height } });
  await page.goto(`${url.origin}/lab/workspaces/${name}/tree/notebooks/${name}.ipynb${url.search}`);
  await page.locator('.jp-Notebook').waitFor({ timeout: LONG });
  // Cells that are run before the notebook has its kernel make JupyterLab ask for one.
  await until(async () => {
    const kernel = (await sessionOf(page, url, name))?.kernel;
    return kernel?.name === 'rlel' && kernel.execution_state === 'idle';
  });
  return page;
}

interface Session {
  readonly id: string;
  readonly name: string;
  readonly kernel: { readonly name: string; readonly execution_state: string };
}

async function sessionOf(page: Page, url: URL, name: string): Promise<Session | undefined> {
  const answer = await page.request.get(`${url.origin}/api/sessions${url.search}`);
  return ((await answer.json()) as Session[]).find((session) => session.name === `${name}.ipynb`);
}

/** Closes the page and ends the notebook's kernel. */
export async function closeNotebook({ url }: Lab, page: Page, name: string): Promise<void> {
  const session = await sessionOf(page, url, name);
  if (session) await page.request.delete(`${url.origin}/api/sessions/${session.id}${url.search}`);
  await page.close();
}

/** Runs all cells, to the end. */
export async function runAllCells(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
  await page.getByText('Run All Cells', { exact: true }).click();
  const waiting = page.locator('.jp-InputPrompt', { hasText: '[*]' });
  await waiting.first().waitFor({ timeout: LONG });
  await until(async () => (await waiting.count()) === 0);
}

/** The figures that Plotly made, each scrolled to and seen to have something drawn in it. */
export async function drawnFigures(page: Page): Promise<Locator[]> {
  const figures = await page.locator('.jp-OutputArea .js-plotly-plot').all();
  for (const figure of figures) {
    await figure.scrollIntoViewIfNeeded();
    await figure.locator('.trace path, .point, .hm image').first().waitFor({ state: 'attached', timeout: 60_000 });
  }
  return figures;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LONG; !(await condition()); ) {
    if (Date.now() > end) throw new Error('JupyterLab is not ready after 30 minutes');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
