import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROTOCOL } from '../../src/benchmarks/protocol';
import { browserPath, startBrowser } from '../../src/report/output/browser';
import { writeReport } from '../../src/report/writeReport';
import type { RunStore } from '../../src/store/store';
import { fakeRun, fakeStudy } from '../support/fakeRuns';
import { newStore } from '../support/runs';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-report-'));

async function report(store: RunStore) {
  const [place, said]: [string, string[]] = [folder(), []];
  const files = await writeReport(store, place, { say: (line) => said.push(line), onProgress: () => {} });
  return {
    place,
    said,
    names: files.map((file) => path.basename(file)),
    read: (name: string) => readFileSync(path.join(place, name), 'utf8'),
  };
}

/** fakeStudy with a grid of α and β, a smaller training set, and RLEL in its other form. */
function wholeStudy(): RunStore {
  const store = newStore();
  fakeStudy(store);
  for (const seed of [1, 2]) {
    for (const alpha of [0, 1]) {
      for (const beta of [0, 1]) {
        fakeRun(store, {
          benchmark: 'PN',
          method: 'rlel',
          seed,
          error: 4 + alpha - beta,
          change: { settings: { alpha, beta } },
        });
      }
    }
    for (const method of ['lel', 'bel', 'rlel']) {
      fakeRun(store, {
        benchmark: 'PN',
        method,
        seed,
        error: 6,
        change: { settings: { trainFraction: 0.5, epochs: 18 } },
      });
    }
    fakeRun(store, { benchmark: 'PN', method: 'rlel', seed, error: 5, change: { settings: { form: 'paper' } } });
  }
  return store;
}

describe('a report of whatever the store holds', () => {
  test('nothing: said so', async () => {
    await expect(report(newStore())).rejects.toThrow('"make reproduce" makes them');
  });

  test('trials of the tuning alone are no results; beside runs of another profile they are no study', async () => {
    const store = newStore();
    const trial = { benchmark: 'PN', method: 'rlel', seed: PROTOCOL.tuning.seed, error: 4 };
    fakeRun(store, trial);
    await expect(report(store)).rejects.toThrow('No finished runs');
    fakeRun(store, { ...trial, seed: 1, profile: 'standard' });
    const { names } = await report(store);
    expect(names).toContain('results-twin-standard.csv');
    expect(names).not.toContain('results-twin-quick.csv');
  });

  test('a single run: no interval is invented', async () => {
    const store = newStore();
    fakeRun(store, { benchmark: 'PN', method: 'rlel', seed: 1, error: 4 });
    const { read, names } = await report(store);
    expect(names[0]).toBe('index.html');
    expect(read('results-twin-quick.csv')).toContain('PN,"MAE, degrees",,,,,4');
    const claims = JSON.parse(read('claims.json')) as {
      name: string;
      verdict: string;
      effect: unknown;
      source: string;
    }[];
    for (const { verdict, effect } of claims.filter(({ source }) => source !== 'paper')) {
      expect(['not run', 'inconclusive']).toContain(verdict);
      expect(effect).toBeNull();
    }
    expect(read('index.html')).toContain('Not shown. Effect of R1: needs');
  });

  test('runs without spread, and one that is damaged', async () => {
    const store = newStore();
    for (const seed of [1, 2, 3]) {
      for (const method of ['rlel', 'sa']) fakeRun(store, { benchmark: 'PN', method, seed, error: 4 });
    }
    rmSync(path.join(store.folder(store.ids()[0]), 'encoding.safetensors'));
    const { read } = await report(store);
    expect(read('index.html')).toContain('1 runs are not in this report');
    expect(read('pairwise-twin-quick.csv')).not.toContain('NaN');
  });

  test('profiles and data sources are never mixed; differences with the paper are of its own data only', async () => {
    const store = newStore();
    for (const seed of [1, 2]) {
      fakeRun(store, { benchmark: 'PN', method: 'rlel', seed, error: 4 });
      fakeRun(store, { benchmark: 'PN', method: 'rlel', seed, error: 3.5, source: 'official', profile: 'paper' });
    }
    const { read, names } = await report(store);
    expect(read('results-twin-quick.md')).toContain('### Test error of the methods, this kit’s runs (twin, quick)');
    expect(read('index.html')).toContain('Not shown. On official, paper: Effect of R1: needs');
    expect(read('results-twin-quick.csv')).toContain(',4,');
    expect(read('results-official-paper.csv')).toContain(',3.5,');
    expect(read('difference-official-paper.csv')).toContain(`,${3.5 - 3.01}`);
    expect(names).not.toContain('difference-twin-quick.csv');
  });
});

/** Whether every figure has taken its place's width. */
const FITTED = `[...document.querySelectorAll('.plot')].every((place) => {
  const drawn = place.querySelector('svg.main-svg');
  return drawn && Math.abs(drawn.getBoundingClientRect().width - place.getBoundingClientRect().width) < 2;
})`;

/** What reaches over the page's edges, but for what can be moved sideways; and a figure's text that its edges cut. */
const CUT = `(() => {
  const edge = document.documentElement.clientWidth;
  const found = document.documentElement.scrollWidth > edge ? ['the page'] : [];
  for (const one of document.querySelectorAll('body *')) {
    const { left, right, width } = one.getBoundingClientRect();
    if (width === 0 || one.closest('dialog, #js-plotly-tester') || one.parentElement.closest('.scroll, details:not([open])')) continue;
    if (left < -1 || right > edge + 1) found.push(one.tagName + ' ' + one.textContent.slice(0, 40));
  }
  for (const text of document.querySelectorAll('.plot svg text')) {
    const [box, plot] = [text, text.closest('.plot')].map((one) => one.getBoundingClientRect());
    if (box.width === 0) continue;
    if (box.left < plot.left - 1 || box.right > plot.right + 1 || box.top < plot.top - 1 || box.bottom > plot.bottom + 1)
      found.push(text.closest('.plot').id + ': ' + text.textContent);
  }
  return found;
})()`;

describe.skipIf(browserPath() === null)('in a browser', () => {
  let browser: Browser;
  let written: Awaited<ReturnType<typeof report>>;
  beforeAll(async () => {
    browser = await startBrowser();
    written = await report(wholeStudy());
  });
  afterAll(() => browser?.close());

  /** Opens the page and waits for its figures. */
  async function open(colorScheme: 'light' | 'dark'): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(path.join(written.place, 'index.html')).href);
    const count = await page.locator('.plot').count();
    await page.locator(`html[data-figures="${count}"]`).waitFor();
    return { page, complaints };
  }

  test.each(['light', 'dark'] as const)(
    '%s: every figure is drawn, nothing is complained of or loaded',
    async (scheme) => {
      const { page, complaints } = await open(scheme);
      expect(complaints).toEqual([]);
      const plots = await page.locator('.plot').evaluateAll((places) =>
        places.map((place) => ({
          id: place.id,
          marks: place.querySelectorAll('svg .trace, svg .heatmaplayer image').length,
        })),
      );
      expect(plots.length).toBeGreaterThan(8);
      expect(plots.filter(({ marks }) => marks === 0)).toEqual([]);
      await page.close();
    },
  );

  test('tables sort by number and filter by words', async () => {
    const { page } = await open('light');
    const cells = page.locator('#table-cost-twin-quick tbody tr:visible td:last-child');
    await page.locator('#cost-twin-quick summary').click();
    await page.locator('#table-cost-twin-quick th', { hasText: 'Time' }).click();
    const values = (await cells.allTextContents()).map(Number.parseFloat);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    await page.locator('input[data-table=table-cost-twin-quick]').fill('pn rlel');
    expect(await page.locator('#table-cost-twin-quick tbody tr:visible').count()).toBe(1);
    await page.close();
  });

  test('the first screen: how many claims hold, and a line a claim', async () => {
    const { page } = await open('light');
    for (const size of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      const verdicts = page.locator('#table-verdicts tbody tr');
      const third = await verdicts.nth(2).boundingBox();
      expect(Number(third?.y) + Number(third?.height)).toBeLessThan(size.height);
      expect(Number((await page.locator('#facts').boundingBox())?.y)).toBeGreaterThan(size.height);
    }
    expect(await page.locator('ul.counts').textContent()).toMatch(
      /\d+ of \d+ claims hold on twins \(synthetic\), profile quick.*\d+ of \d+ claims hold by the paper’s own table/,
    );
    const first = await page
      .locator('#table-verdicts tbody tr')
      .evaluateAll((rows) =>
        rows.map(
          (row) => row.textContent?.match(/supported|contradicted|smaller than claimed|inconclusive|not run/)?.[0],
        ),
      );
    expect(first.lastIndexOf('supported')).toBe(first.filter((verdict) => verdict === 'supported').length - 1);
    expect(first.at(-1)).toBe('not run');
    expect(await page.locator('#table-verdicts thead th').allTextContents()).toEqual([
      ...['Twins', 'Paper’s table', 'Claim', 'Effect'],
    ]);
    await page.close();
  });

  test('a number opens the runs behind it, by keyboard too', async () => {
    const { page } = await open('light');
    const cell = page.locator('#table-results-twin-quick button', { hasText: '4.10 ± 0.05' }).first();
    const names = String(await cell.getAttribute('data-runs')).split(' ');
    await cell.focus();
    await page.keyboard.press('Enter');
    const dialog = page.locator('#behind');
    expect(await dialog.isVisible()).toBe(true);
    const runs = await dialog.locator('li').allTextContents();
    expect(runs).toHaveLength(3);
    names.forEach((name, i) => expect(runs[i]).toContain(name));
    expect(runs[0]).toContain('seed 1: MAE 4.050 years');
    expect(runs[0]).toContain('commit abc');
    expect(runs[0]).toContain('npx rlel run --benchmark AE1 --method rlel --profile quick --seed 1');
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    await page.close();
  });

  test('an address opens what is folded', async () => {
    const { page } = await open('light');
    const table = page.locator('#table-pairwise-twin-quick');
    expect(await table.isVisible()).toBe(false);
    await page.goto(`${page.url().split('#')[0]}#pairwise-twin-quick`);
    await table.waitFor({ state: 'visible' });
    await page.close();
  });

  test('nothing is cut between 320 and 1920 pixels', async () => {
    const { page } = await open('light');
    await page.evaluate('for (const folded of document.querySelectorAll("main details")) folded.open = true');
    const cut: Record<string, string[]> = {};
    for (const width of [320, 390, 600, 820, 1024, 1280, 1344, 1400, 1456, 1590, 1610, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(FITTED);
      cut[width] = await page.evaluate<string[]>(CUT);
    }
    expect(Object.fromEntries(Object.entries(cut).filter(([, found]) => found.length > 0))).toEqual({});
    await page.close();
  });

  test('static figures are beside the page, and not blank', async () => {
    const names = written.names.filter((name) => name.endsWith('.svg'));
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      expect(written.read(name)).toMatch(/^<svg/);
      const { channels } = await sharp(path.join(written.place, name.replace('.svg', '.png'))).stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(1);
    }
    expect(written.said).toEqual([]);
    expect(statSync(path.join(written.place, 'index.html')).size).toBeLessThan(10e6);
  });
});

test('rlel report writes the page of a store and says where it is', () => {
  const store = newStore();
  fakeRun(store, { benchmark: 'PN', method: 'rlel', seed: 1, error: 4 });
  const cli = path.resolve(__dirname, '../../bin/rlel.cjs');
  const { status, stdout } = spawnSync(process.execPath, [cli, 'report', '--results', store.root], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toContain(path.join(store.root, 'report', 'index.html'));
  expect(existsSync(path.join(store.root, 'report', 'claims.md'))).toBe(true);
});

test('without a browser the report is there, and a line says how to get the static figures', async () => {
  const store = newStore();
  fakeRun(store, { benchmark: 'PN', method: 'rlel', seed: 1, error: 4 });
  const before = process.env.CHROME_PATH;
  process.env.CHROME_PATH = '/nowhere/chrome';
  try {
    const { place, said } = await report(store);
    expect(existsSync(path.join(place, 'index.html'))).toBe(true);
    expect(said).toEqual([expect.stringContaining('/nowhere/chrome does not start')]);
  } finally {
    if (before === undefined) delete process.env.CHROME_PATH;
    else process.env.CHROME_PATH = before;
  }
});
