import path from 'node:path';
import { writeReport } from '../report/writeReport';
import { RunStore } from '../store/store';
import { progressDisplay } from './progress';

/** Writes the report of a store's runs to its report/ folder. @returns what to tell the user. */
export async function reportCommand(results: string): Promise<string> {
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
