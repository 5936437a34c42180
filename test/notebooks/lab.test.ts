import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserPath, startBrowser } from '../../src/report/output/browser';

const ROOT = path.resolve(__dirname, '../..');
const NOTEBOOK = '00-start-here.ipynb';
const LONG = 15 * 60_000;

/** Where pictures of the pages go, for a look at them. */
const SHOTS = process.env.RLEL_SHOTS;

/** JupyterLab as `make lab` starts it, on a copy of the notebook in another folder. */
async function startLab(folder: string): Promise<{ lab: ChildProcess; url: string }> {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', RLEL_RESULTS: path.join(folder, 'results') };
  const lab = spawn(path.join(ROOT, 'scripts/lab.sh'), [folder, NOTEBOOK], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    lab.stderr?.on('data', (chunk) => {
      text += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\S+token=\w+/.exec(text) ?? [];
      if (found) resolve(found);
    });
    lab.once('exit', () => reject(new Error(`JupyterLab ended: ${text}`)));
  });
  return { lab, url };
}

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
}

/** Cells that are run before the notebook has its kernel make JupyterLab ask for one. */
async function kernelIsReady(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  const kernels = async () => {
    const sessions = (await (await page.request.get(`${origin}/api/sessions`)).json()) as {
      kernel: { name: string; execution_state: string };
    }[];
    return sessions.map(({ kernel: { name, execution_state: state } }) => `${name} ${state}`);
  };
  await expect.poll(kernels, { timeout: LONG, interval: 500 }).toEqual(['rlel idle']);
}

const why = browserPath() === null ? ' (skipped: no Chromium or Chrome was found)' : '';

describe.skipIf(browserPath() === null)(`in JupyterLab, in a browser${why}`, () => {
  let lab: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'rlel-lab-'));
    copyFileSync(path.join(ROOT, 'notebooks', NOTEBOOK), path.join(folder, NOTEBOOK));
    cpSync(path.join(ROOT, 'notebooks/pictures'), path.join(folder, 'pictures'), { recursive: true });
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
    const started = await startLab(folder);
    lab = started.lab;
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
    await page.goto(started.url);
    await page.locator('.jp-Notebook').waitFor({ timeout: LONG });
  }, LONG);

  afterAll(async () => {
    await browser?.close();
    lab?.kill('SIGTERM');
  });

  test('the address is this machine’s own, and asks for a token', async () => {
    expect(new URL(page.url()).hostname).toBe('127.0.0.1');
    const other = await browser.newContext();
    const answer = await other.request.get(`${new URL(page.url()).origin}/api/contents`);
    expect(answer.status()).toBe(403);
    await other.close();
  });

  test(
    'all cells of 00-start-here run, and Plotly draws their figures',
    async () => {
      await kernelIsReady(page);
      await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
      await page.getByText('Run All Cells', { exact: true }).click();
      const waiting = page.locator('.jp-InputPrompt', { hasText: '[*]' });
      await waiting.first().waitFor({ timeout: LONG });
      await expect.poll(() => waiting.count(), { timeout: LONG, interval: 1000 }).toBe(0);

      expect(await page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count()).toBe(0);
      const figures = page.locator('.jp-OutputArea .js-plotly-plot');
      const count = await figures.count();
      expect(count).toBeGreaterThan(3);
      for (let i = 0; i < count; i++) {
        await figures.nth(i).scrollIntoViewIfNeeded();
        await figures.nth(i).locator('.trace path, .point').first().waitFor({ state: 'attached', timeout: LONG });
        await shoot(page, `figure-${i}`);
      }
      const pictures = await page
        .locator('.jp-RenderedImage img, .jp-RenderedMarkdown img')
        .evaluateAll((images) => images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth));
      expect(pictures.length).toBeGreaterThan(3);
      for (const width of pictures) expect(width).toBeGreaterThan(100);
    },
    LONG,
  );
});
