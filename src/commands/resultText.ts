import { isBenchmark } from '../benchmarks/registry';
import type { RunResult } from '../store/runRecord';
import { coloured } from './colour';

/** A finished run in a line. */
export const describeResult = ({ run, config, metric, metrics, unit, chosen }: RunResult): string =>
  `${run}  ${config.benchmark} ${config.method.padEnd(10)} seed ${config.seed}  ${config.profile} on ${config.data.format} (${config.data.source})` +
  `  test ${metric} ${metrics.test.error.toFixed(3)} ${unit} (constant ${metrics.constant.error.toFixed(3)})${chosen === config.method ? '' : `  ${chosen}`}` +
  (isBenchmark(config.benchmark) ? '' : `  ${NOT_REGISTERED}`);

export const NOT_REGISTERED = 'left out of reports: --import the file of its benchmark';

/** What a reader has to know of a run's error: on how many samples it stands, and whether it is one. */
export function remarksOn({ samples, metrics, metric, unit }: RunResult): string[] {
  const { test, constant } = metrics;
  const used = samples && samples.train + samples.validation + samples.test;
  return [
    ...(samples && used
      ? [
          `${used} of ${samples.all} samples: ${samples.train} to train, ${samples.validation} to validate, ${samples.test} to test`,
        ]
      : []),
    ...(isWorseThanConstant(metrics)
      ? [
          coloured(
            'yellow',
            `warning: the test ${metric} of ${test.error.toFixed(3)} ${unit} is not below the ${constant.error.toFixed(3)} of always predicting the training labels’ median: it has learned nothing that holds on the test set. Train longer, or look at labels, range and learning rate.`,
          ),
        ]
      : []),
  ];
}

/** Whether always predicting the training labels' median is as good. */
export const isWorseThanConstant = ({ test, constant }: RunResult['metrics']): boolean =>
  !(test.error < constant.error);
