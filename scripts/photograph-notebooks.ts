// Runs notebooks in JupyterLab in a browser and takes pictures of every cell's output, to look at them:
//   npx jiti scripts/photograph-notebooks.ts FOLDER [NAME ...]
// Of all of notebooks/ where none is named. Runs come from the store, results/. Needs Chromium or Chrome.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { closeNotebook, drawnFigures, openLab, openNotebook, runAllCells } from './labPage';

/** JupyterLab cuts off what does not fit its window. */
const HEIGHT = 6000;

const root = path.resolve(__dirname, '..');

async function photograph(folder: string, names: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const lab = await openLab(path.join(root, 'results'));
  try {
    for (const name of names) {
      const started = Date.now();
      const page = await openNotebook(lab, name, HEIGHT);
      await runAllCells(page);
      const figures = await drawnFigures(page);
      const errors = await page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count();
      const cells = await page.locator('.jp-CodeCell').all();
      for (const [i, cell] of cells.entries()) {
        await cell.scrollIntoViewIfNeeded();
        await cell.screenshot({ path: path.join(folder, `${name}-${String(i + 1).padStart(2, '0')}.png`) });
      }
      const seconds = ((Date.now() - started) / 1000).toFixed(0);
      console.log(`${name}: ${cells.length} cells, ${figures.length} figures drawn, ${errors} errors, ${seconds} s`);
      await closeNotebook(lab, page, name);
    }
  } finally {
    await lab.close();
  }
}

const [folder, ...named] = process.argv.slice(2);
if (!folder) {
  console.error('photograph-notebooks: name the folder that pictures go to, then the notebooks (all, if none)');
  process.exit(1);
}
const all = readdirSync(path.join(root, 'notebooks')).filter((file) => /^[^.]+\.ipynb$/.test(file));
photograph(path.resolve(folder), named.length > 0 ? named : all.map((file) => path.parse(file).name)).catch((error) => {
  console.error(`photograph-notebooks: ${error.message}`);
  process.exitCode = 1;
});
