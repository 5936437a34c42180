import path from 'node:path';
import type { Command } from 'commander';
import { textOf } from '../benchmarks/departures';
import { allOf } from '../benchmarks/request';
import { readHistory } from '../store/history';
import type { RunResult } from '../store/runRecord';
import { RunStore } from '../store/store';
import { coloured } from './colour';
import { jsonOption, resultsOption } from './options';
import { examples, say } from './program';
import { duration } from './progress';
import { describeResult, remarksOn } from './resultText';
import { sparkline } from './sparkline';
import { alignedTable } from './table';

/** `rlel show`. */
export function addShow(rlel: Command): void {
  rlel
    .command('show <run>')
    .description('a run’s configuration and result, by the first letters of its name')
    .addOption(jsonOption())
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel show 3f2a', 'rlel show 3f2a --json'))
    .action((run, { json, results }) => {
      const store = new RunStore(results);
      const id = store.find(run);
      const result = store.result(id);
      const whole = { folder: store.folder(id), ...(result ?? { config: store.config(id) }) };
      say(json ? JSON.stringify(whole, null, 2) : describeRun(store, id, result));
    });
}

const heading = (text: string): string => `\n${coloured('bold', text)}`;

function describeRun(store: RunStore, id: string, result: RunResult | null): string {
  const config = result?.config ?? store.config(id);
  const settings = [...allOf(config)].map(([name, value]) => [
    name,
    textOf(value),
    name in config.changes ? 'changed' : '',
  ]);
  const failure = store.failure(id);
  return [
    ...(result
      ? [describeResult(result), ...remarksOn(result)]
      : [
          `${id}  ${config.benchmark} ${config.method} seed ${config.seed}  ${config.profile} on ${config.data.format} (${config.data.source})`,
          failure ? `failed: ${failure.message}` : 'not done; the command that started it continues it',
        ]),
    `folder ${path.resolve(store.folder(id))}`,
    ...(result ? outcomeOf(result) : []),
    ...curvesOf(store, id),
    heading('settings'),
    alignedTable(['setting', 'value', ''], settings),
  ].join('\n');
}

function outcomeOf(result: RunResult): string[] {
  const { metrics, candidates, chosen, unit, parameters, trainings, seconds, commit, finishedAt, waitedForData } =
    result;
  const { validation, test, outputs, subsets, extras } = metrics;
  const errors = [
    ['test', test.error.toFixed(3), String(test.count)],
    ...Object.entries(subsets).map(([name, { error, count }]) => [`test, ${name}`, error.toFixed(3), String(count)]),
    ['validation', validation.error.toFixed(3), String(validation.count)],
    ...Object.entries(outputs).map(([name, error]) => [`test, ${name}`, error.toFixed(3), String(test.count)]),
    ...Object.entries(extras).map(([name, share]) => [name, share.toFixed(3), String(test.count)]),
  ];
  const waited =
    waitedForData === undefined ? '' : `, waited for data ${(100 * waitedForData).toFixed(1)} % of its steps’ time`;
  return [
    `${parameters} parameters, trained in ${duration(seconds)}${waited}; finished ${finishedAt.slice(0, 16).replace('T', ' ')} by commit ${commit ?? 'unknown'}`,
    heading(`errors, ${unit}`),
    alignedTable(['on', 'error', 'samples'], errors),
    ...(trainings > 1
      ? [
          heading('candidates'),
          alignedTable(
            ['candidate', 'validation', 'epoch', ''],
            candidates.map(({ name, validationError, selectedEpoch }) => [
              name,
              validationError.toFixed(3),
              String(selectedEpoch + 1),
              name === chosen ? 'chosen' : '',
            ]),
          ),
        ]
      : []),
  ];
}

/** Validation errors after each epoch, of every training. */
function curvesOf(store: RunStore, id: string): string[] {
  const history = readHistory(store.folder(id));
  const names = [...new Set(history.map(({ candidate }) => candidate))];
  if (names.length === 0) return [];
  const curves = names.map((name) => {
    const errors = history.filter(({ candidate }) => candidate === name).map(({ validationError }) => validationError);
    return [name, sparkline(errors), `${errors[0].toFixed(2)} → ${errors.at(-1)?.toFixed(2)}`];
  });
  return [heading('validation error over epochs'), alignedTable(['training', '', ''], curves)];
}
