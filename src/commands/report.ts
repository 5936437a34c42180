import path from 'node:path';
import type { Command } from 'commander';
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
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel report'))
    .action(async ({ results }) => say(await reportOf(results)));
}

/** Writes the report of a store's runs to its report/ folder. @returns what to tell the user. */
export async function reportOf(results: string): Promise<string> {
  const display = progressDisplay();
  try {
    const [page, ...others] = await writeReport(new RunStore(results), path.join(results, 'report'), {
      say: (line) => display.line(line),
      onProgress: (fraction, text) => display.update(fraction, text),
    });
    return `The report: ${page}\nand ${others.length} files of its tables and figures beside it (csv, md, tex, svg, png).`;
  } finally {
    display.stop();
  }
}
