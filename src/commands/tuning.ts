import type { Command } from 'commander';
import { readEvidence, type Study } from '../report/evidence';
import { isChosen, settingsText, type Tuned, tunedIn } from '../report/tables/tuning';
import { RunStore } from '../store/store';
import { resultsOption } from './options';
import { examples, say } from './program';

/** `rlel tuning`. */
export function addTuning(rlel: Command): void {
  rlel
    .command('tuning')
    .description(
      'what the trials of "rlel sweep tuning" came to, and whether the protocol has it; exit status 1: something differs or is missing',
    )
    .option('--json', 'the choices as JSON, as the protocol holds them', false)
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel tuning', 'rlel tuning --json'))
    .action(({ json, results }) => {
      const rows = readEvidence(new RunStore(results)).studies.flatMap(tunedIn);
      say(json ? JSON.stringify(choices(rows), null, 2) : text(rows));
      if (rows.length === 0 || !rows.every((row) => isChosen(row) && row.done === row.of)) process.exitCode = 1;
    });
}

function choices(rows: readonly Tuned[]): Record<string, Study['tuning'][number]['config']['options']> {
  return Object.fromEntries(
    [...new Set(rows.map(({ group }) => group))].map((group) => [
      group,
      Object.fromEntries(rows.filter((row) => row.group === group).map(({ method, best }) => [method, best])),
    ]),
  );
}

const text = (rows: readonly Tuned[]): string =>
  rows.length === 0
    ? 'No trials here: "rlel sweep tuning" makes them.'
    : rows
        .map((row) => {
          const { group, method, done, of, best, error, median } = row;
          const trials = done === of ? `${of} trials` : `${done} of ${of} trials`;
          const recorded = isChosen(row) ? '' : '  not in the protocol';
          return `${group.padEnd(13)}  ${method.padEnd(15)}  ${trials}  ${error.toFixed(3)} (median ${median.toFixed(3)})  ${settingsText(best)}${recorded}`;
        })
        .join('\n');
