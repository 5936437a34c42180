import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeNotebook, drawnFigures, type Lab, LONG, openLab, openNotebook, runAllCells } from '../../scripts/labPage';
import { identityOf } from '../../src/data/dataIdentity';
import { openData } from '../../src/data/openData';
import { methodNames } from '../../src/methods/registry';
import { browserPath } from '../../src/report/output/browser';
import { RunStore } from '../../src/store/store';
import { fakeRun } from '../support/fakeRuns';

/** The runs that 02-regularizers and 20-PN ask for, as they would be found in a store: to train them takes minutes. */
async function fillStore(root: string): Promise<void> {
  const store = new RunStore(root);
  const wave = Float32Array.from({ length: 101 * 12 }, (_, i) => Math.sin(i / 300 + (i % 12)));
  const encoder = { levels: 101, width: 12, values: [...wave] };
  for (const seed of [1, 2, 3]) {
    const request = { benchmark: 'PN', method: 'rlel', profile: 'quick', seed };
    const data = await openData(request, { folder: null, trainList: null }); // each seed has a twin of its own
    const images = data.samples.slice(0, 20).map(({ id }) => id);
    const known = { benchmark: 'PN', seed, data: identityOf(data), images, encoder };
    data.close();
    for (const method of methodNames()) fakeRun(store, { ...known, method, error: 4 + seed });
    if (seed > 1) continue;
    for (const alpha of [0, 0.1, 1]) {
      for (const beta of [0, 0.0003, 0.003])
        fakeRun(store, { ...known, method: 'rlel', error: 3, change: { settings: { alpha, beta } } });
    }
  }
}

const why = browserPath() === null ? ' (skipped: no Chromium or Chrome was found)' : '';

describe.skipIf(browserPath() === null)(`in JupyterLab, in a browser${why}`, () => {
  const results = mkdtempSync(path.join(tmpdir(), 'rlel-lab-results-'));
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab(results);
  }, LONG);

  afterAll(() => lab?.close());

  test('the address is this machine’s own, and asks for a token', async () => {
    expect(lab.url.hostname).toBe('127.0.0.1');
    const stranger = await lab.browser.newContext();
    const answer = await stranger.request.get(`${lab.url.origin}/api/contents`);
    expect(answer.status()).toBe(403);
    await stranger.close();
  });

  /** Opens a notebook, runs it, and looks for errors. @returns how many figures Plotly drew, and pictures' widths. */
  async function run(
    name: string,
    look: (page: Page, figures: readonly Locator[]) => Promise<void> = async () => {},
  ): Promise<{ figures: number; pictures: number[] }> {
    const page: Page = await openNotebook(lab, name);
    await runAllCells(page);
    expect(await page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').allTextContents()).toEqual([]);
    const figures = await drawnFigures(page);
    await look(page, figures);
    const pictures = await page
      .locator('.jp-RenderedImage img, .jp-RenderedMarkdown img')
      .evaluateAll((images) => images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth));
    await closeNotebook(lab, page, name);
    return { figures: figures.length, pictures };
  }

  test(
    'all cells of 00-start-here run, train what the store has not, and Plotly draws their figures',
    async () => {
      const { figures, pictures } = await run('00-start-here');
      expect(figures).toBeGreaterThan(3);
      expect(pictures.length).toBeGreaterThan(2);
      for (const width of pictures) expect(width).toBeGreaterThan(100);
      expect(new RunStore(results).results()).toHaveLength(4);
    },
    LONG,
  );

  test(
    'all cells of 02-regularizers and 20-PN, from a store that has their runs',
    async () => {
      await fillStore(results);
      const before = new RunStore(results).results().length;
      const regularizers = await run('02-regularizers', async (page, figures) => {
        const heights = () => Promise.all(figures.map((figure) => figure.evaluate((element) => element.clientHeight)));
        const drawn = await heights();
        const legend = page.locator('.legendtoggle').first();
        await legend.scrollIntoViewIfNeeded();
        await legend.click();
        const labels = page.locator('.slider-label');
        for (const [control, chosen] of ['α = 0.1', 'β = 0.0003'].entries()) {
          const rail = page.locator('.slider-rail-touch-rect').nth(control);
          await rail.scrollIntoViewIfNeeded();
          const { width, height } = (await rail.boundingBox()) ?? { width: 0, height: 0 };
          await rail.click({ position: { x: 0.5 * width, y: height / 2 } });
          await expect.poll(() => labels.allTextContents()).toContain(chosen);
        }
        expect(await heights()).toEqual(drawn);
        await page.setViewportSize({ width: 1000, height: 900 });
        await new Promise((resolve) => setTimeout(resolve, 1500));
        expect(await heights()).toEqual(drawn);
      });
      expect(regularizers.figures).toBeGreaterThan(3);
      const steering = await run('20-PN');
      expect(steering.figures).toBeGreaterThan(3);
      for (const width of [...regularizers.pictures, ...steering.pictures]) expect(width).toBeGreaterThan(100);
      expect(new RunStore(results).results()).toHaveLength(before);
    },
    LONG,
  );
});
