import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Argument, type Command } from 'commander';
import { RlelError } from '../errors';
import { resultsOption } from './options';
import { examples, say } from './program';

/** What can be opened: where it lies in the results folder, and what makes it. */
const PLACES = {
  report: { place: path.join('report', 'index.html'), made: '"rlel report" writes it' },
  notebooks: { place: 'notebooks', made: '"make notebooks" runs them' },
} as const;
type Place = keyof typeof PLACES;

/** `rlel open`. */
export function addOpen(rlel: Command): void {
  rlel
    .command('open')
    .description('open the report, or the folder of notebooks that were run; where nothing opens it, say where it is')
    .addArgument(new Argument('[what]', 'report or notebooks').choices(Object.keys(PLACES)).default('report'))
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel open', 'rlel open notebooks'))
    .action(async (what: Place, { results }) => {
      const { place, made } = PLACES[what];
      const file = path.resolve(results, place);
      if (!existsSync(file)) throw new RlelError(`${file}: not there. ${made}.`);
      const opened = await openWithSystem(file);
      say(opened ? file : `${file}\nThis machine has nothing that opens it: open it in a browser.`);
    });
}

/** Milliseconds after which what still runs is taken for a program that shows the file. */
const SHOWN = 3000;

/** Asks the system to open a file or folder; what does runs on by itself. @returns whether something does. */
function openWithSystem(file: string): Promise<boolean> {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  return new Promise((resolve) => {
    const child = spawn(command, [file], { stdio: 'ignore', detached: true });
    const shown = setTimeout(() => resolve(true), SHOWN);
    const settle = (opened: boolean) => {
      clearTimeout(shown);
      resolve(opened);
    };
    child.once('error', () => settle(false));
    child.once('exit', (status) => settle(status === 0));
    child.unref();
  });
}
