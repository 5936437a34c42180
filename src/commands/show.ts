import type { Command } from 'commander';
import { RunStore } from '../store/store';
import { resultsOption } from './options';
import { say } from './program';

/** `rlel show`. */
export function addShow(rlel: Command): void {
  rlel
    .command('show <run>')
    .description('a run’s configuration and result, by the first letters of its name')
    .addOption(resultsOption())
    .action((run, { results }) => {
      const store = new RunStore(results);
      const id = store.find(run);
      say(JSON.stringify({ folder: store.folder(id), ...(store.result(id) ?? { config: store.config(id) }) }, null, 2));
    });
}
