import type { Command } from 'commander';
import { writeBenchmarkNotebooks } from '../notebook/benchmarkNotebook';
import { examples, say } from './program';

/** `rlel notebook`. */
export function addNotebook(rlel: Command): void {
  rlel
    .command('notebook [benchmark]')
    .description('write a benchmark’s notebook from the template; left out: all of the kit’s')
    .option('--to <file>', 'a notebook of your own (default: NAME.ipynb, where the kit has none)')
    .option('--words <file>', 'what it says in the template’s places (Markdown)')
    .option('--data <folder>', 'the data that it is about; left out: the synthetic twin')
    .addHelpText('after', examples('rlel notebook PN', 'rlel notebook own.gauges --data photos/'))
    .action((benchmark, own) => say(writeBenchmarkNotebooks(benchmark, own).join('\n')));
}
