import { type Command, Option } from 'commander';
import { PROFILES } from '../benchmarks/benchmark';
import { settingsOf } from '../benchmarks/registry';
import { ensureTwin } from '../data/twins';
import { SCENES } from '../datasets/twins/registry';
import { contactSheet, requireSheetName } from './contactSheet';
import { integerOption } from './options';
import { examples, say } from './program';

/** `rlel twin`. */
export function addTwin(rlel: Command): void {
  rlel
    .command('twin <benchmark>')
    .description('render a benchmark’s synthetic twin')
    .option('--profile <name>', `whose size: ${PROFILES.join(', ')}`, 'quick')
    .addOption(integerOption('--seed <n>', 'whose pictures: each seed draws its own', 0, 1))
    .addOption(new Option('--scenes <kind>', 'plain or wild; left out: the profile’s').choices(SCENES))
    .option('--sheet <file>', 'also write a contact sheet (a .jpg)')
    .addHelpText('after', examples('rlel twin FLD2 --sheet faces.jpg', 'rlel twin FLD2 --seed 2 --scenes wild'))
    .action(async (benchmark, { profile, seed, scenes, sheet }) => {
      if (sheet) requireSheetName(sheet);
      const { twin } = settingsOf(benchmark, profile);
      const folder = await ensureTwin(benchmark, twin && { ...twin, seed, scenes: scenes ?? twin.scenes });
      if (sheet) await contactSheet(benchmark, folder, sheet);
      say([folder, ...(sheet ? [sheet] : [])].join('\n'));
    });
}
