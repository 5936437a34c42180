import type { Command } from 'commander';
import { PROFILES } from '../benchmarks/benchmark';
import { settingsOf } from '../benchmarks/registry';
import { ensureTwin } from '../data/openData';
import { contactSheet, requireSheetName } from './contactSheet';
import { examples, say } from './program';

/** `rlel twin`. */
export function addTwin(rlel: Command): void {
  rlel
    .command('twin <benchmark>')
    .description('render a benchmark’s synthetic twin')
    .option('--profile <name>', `whose size: ${PROFILES.join(', ')}`, 'quick')
    .option('--sheet <file>', 'also write a contact sheet (a .jpg)')
    .addHelpText('after', examples('rlel twin FLD2 --sheet faces.jpg'))
    .action(async (benchmark, { profile, sheet }) => {
      if (sheet) requireSheetName(sheet);
      const folder = await ensureTwin(benchmark, settingsOf(benchmark, profile).twin);
      if (sheet) await contactSheet(benchmark, folder, sheet);
      say([folder, ...(sheet ? [sheet] : [])].join('\n'));
    });
}
