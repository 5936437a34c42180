import path from 'node:path';
import type { Command } from 'commander';
import { readPlan } from '../plans/readPlan';
import { type Grid, gridOf } from '../report/figures/gridFigure';
import { writeReport } from '../report/writeReport';
import { RunStore } from '../store/store';
import { resultsOption } from './options';
import { examples, say } from './program';
import { progressDisplay } from './progress';

/** `rlel report`. */
export function addReport(rlel: Command): void {
  rlel
    .command('report')
    .description('write the report of the runs in the store: results/report/index.html, tables and figures')
    .option('--plan <plans...>', 'plans, by name or file, whose settings are drawn against the error')
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel report', 'rlel report --plan ablation-theta mine.json'))
    .action(async ({ results, plan = [] }) => {
      const plans = await Promise.all((plan as string[]).map((name) => readPlan(name)));
      say(await reportOf(results, plans.map(gridOf)));
    });
}

/** Writes the report of a store's runs to its report/ folder, with the figures of grids. @returns what to tell the user. */
export async function reportOf(results: string, grids: readonly Grid[] = []): Promise<string> {
  const display = progressDisplay();
  try {
    const hooks = {
      say: (line: string) => display.line(line),
      onProgress: (fraction: number, text: string) => display.update(fraction, text),
    };
    const [page, ...others] = await writeReport(new RunStore(results), path.join(results, 'report'), hooks, grids);
    return `The report: ${page}\nand ${others.length} files of its tables and figures beside it (csv, md, tex, svg, png).`;
  } finally {
    display.stop();
  }
}
