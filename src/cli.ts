import { Command } from 'commander';
import { addClaims } from './commands/claims';
import { addCompare } from './commands/compare';
import { addCompletion } from './commands/completion';
import { addData } from './commands/data';
import { addDoctor } from './commands/doctor';
import { addExport } from './commands/export';
import { loadImports } from './commands/imports';
import { addList } from './commands/list';
import { addNotebook } from './commands/notebook';
import { addOpen } from './commands/open';
import { addPlan } from './commands/plan';
import { addPredict } from './commands/predict';
import { examples, INTERRUPTED_STATUS } from './commands/program';
import { addReport } from './commands/report';
import { addReproduce } from './commands/reproduce';
import { addRun } from './commands/run';
import { addRuns } from './commands/runs';
import { addShow } from './commands/show';
import { addSweep } from './commands/sweepCommand';
import { addTuning } from './commands/tuning';
import { addTwin } from './commands/twin';
import { addVerify } from './commands/verify';
import { addWatch } from './commands/watch';
import { addWorker } from './commands/worker';
import { RlelError } from './errors';
import { systemError } from './files/systemError';
import { kitVersion } from './runs/environment';
import { Interrupted } from './training/loop';

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, readonly ((rlel: Command) => void)[]>> = {
  'Train:': [addRun, addReproduce, addPlan, addSweep, addWorker, addWatch],
  'Look at runs:': [addRuns, addShow, addCompare, addVerify],
  'Use a model:': [addPredict, addExport],
  'Report:': [addReport, addClaims, addTuning, addOpen, addNotebook],
  'Data and the kit:': [addData, addTwin, addList, addDoctor, addCompletion],
};

function program(): Command {
  const rlel = new Command('rlel')
    .description('Learning label encodings for deep regression: train, compare, check')
    .version(kitVersion(), '--version', 'the kit’s version')
    .option(
      '--import <file>',
      'load a file that registers methods, codes, benchmarks, … of your own (docs/extending.md); may be there several times',
    )
    .addHelpText('after', examples('rlel run --benchmark PN --method rlel', 'rlel runs', 'rlel run --help'))
    .enablePositionalOptions(); // "runs verify --results X" is verify's option, not that of runs
  for (const [group, commands] of Object.entries(COMMANDS)) {
    rlel.commandsGroup(group);
    for (const add of commands) add(rlel);
  }
  tellHelp(rlel, 'rlel');
  return rlel;
}

/** Where the options are told, after Commander's own errors: of a command, and of those below it. */
function tellHelp(command: Command, name: string): void {
  command.showHelpAfterError(`"${name} --help" tells what there is.`);
  for (const below of command.commands) tellHelp(below, `${name} ${below.name()}`);
}

/** Runs the command line; errors that the user can act on are printed without a stack. Exit status 130: interrupted. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const words = await loadImports(argv);
    await program().parseAsync(words);
  } catch (thrown) {
    const error = systemError(thrown);
    if (!(error instanceof RlelError)) throw error;
    const again = argv.includes('--fresh') ? 'The same command without --fresh' : 'The same command';
    process.stderr.write(`rlel: ${error.message}\n`);
    if (error instanceof Interrupted) process.stderr.write(`${again} continues from there.\n`);
    process.exitCode = error instanceof Interrupted ? INTERRUPTED_STATUS : 1;
  }
}
