import type { Command } from 'commander';
import { RlelError } from '../errors';
import { type Comparison, compareRuns } from '../report/compareRuns';
import { RunStore } from '../store/store';
import { coloured } from './colour';
import { jsonOption, resultsOption } from './options';
import { examples, say } from './program';
import { sparkline } from './sparkline';
import { alignedTable } from './table';

/** `rlel compare`. */
export function addCompare(rlel: Command): void {
  rlel
    .command('compare <runs...>')
    .description('runs beside each other: settings that differ, test errors with paired intervals, curves')
    .addOption(jsonOption())
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel compare 3f2a 81c0', 'rlel compare 3f2a 81c0 d5e9 --json'))
    .action((names: string[], { json, results }) => {
      const store = new RunStore(results);
      const ids = [...new Set(names.map((name) => store.find(name)))];
      if (ids.length < 2) throw new RlelError(`One run, ${ids[0]}: expected at least two to compare.`);
      const comparison = compareRuns(store, ids);
      say(json ? JSON.stringify(comparison, null, 2) : describeComparison(comparison));
    });
}

function describeComparison({ runs, settings, sameImages }: Comparison): string {
  const names = runs.map(({ result }) => result.run.slice(0, 8));
  const units = new Set(runs.map(({ result }) => `${result.metric}, ${result.unit}`));
  const errors = runs.map(({ result: { metrics }, difference }, i) => [
    names[i],
    metrics.test.error.toFixed(3),
    String(metrics.test.count),
    metrics.validation.error.toFixed(3),
    metrics.constant.error.toFixed(3),
    i === 0
      ? ''
      : difference
        ? `${signed(difference.estimate)} [${signed(difference.low)}, ${signed(difference.high)}]${verdict(difference)}`
        : 'not on the same test images',
  ]);
  const curves = runs.map(({ curve }, i) => [
    names[i],
    sparkline(curve),
    curve.length > 0 ? `${curve[0].toFixed(2)} → ${curve[curve.length - 1].toFixed(2)}` : '',
  ]);
  return [
    coloured('bold', 'settings that differ'),
    Object.keys(settings).length > 0
      ? alignedTable(
          ['', ...names],
          Object.entries(settings).map(([name, values]) => [name, ...values]),
        )
      : 'none',
    '',
    coloured('bold', `errors (${[...units].join('; ')})`),
    alignedTable(['run', 'test', 'samples', 'validation', 'constant', `test, minus ${names[0]}’s`], errors),
    sameImages
      ? 'In brackets a 95 % interval of the mean paired difference over test samples: another seed may differ by more.'
      : 'Where test images or their labels differ, errors cannot be paired.',
    '',
    coloured('bold', 'validation error over epochs'),
    alignedTable(['run', '', ''], curves),
  ].join('\n');
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

const verdict = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low > 0 ? '  higher' : high < 0 ? '  lower' : '  no difference to be told';
