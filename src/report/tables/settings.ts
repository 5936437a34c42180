import { LABELS_OF_DATA, type Profile } from '../../benchmarks/benchmark';
import { resolveSettings } from '../../benchmarks/request';
import type { Table } from '../document';
import { tableOf } from './tableOf';

/** A benchmark's network, labels, weights of eq. 5 and training in a profile. @throws RlelError for an unknown benchmark. */
export function settingsTable(benchmark: string, profile: Profile): Table {
  const { network, labels, options, training } = resolveSettings({ benchmark, method: 'rlel', profile, seed: 1 });
  const each =
    labels === LABELS_OF_DATA
      ? ['as the labels of the data propose']
      : labels.map(({ name, outputs, levels }) => `${name} ${levels}${outputs > 1 ? ` (${outputs} outputs)` : ''}`);
  return tableOf(
    { name: `settings-${benchmark}`, title: `${benchmark} in the profile ${profile}`, caption: '' },
    [
      ['network', network.name],
      ['θ', String(network.theta)],
      ['N, levels', each.join(', ')],
      ['M, bits of a learned code', Number(options.width) > 0 ? String(options.width) : 'as many as levels'],
      ['α, weight of R2', String(options.alpha)],
      ['β, weight of R1', String(options.beta)],
      ['form of the loss', String(options.form)],
      ['optimizer', `${training.optimizer}, learning rate ${training.learningRate}`],
      ['epochs', String(training.epochs)],
      ['steps, at least', training.leastSteps > 0 ? String(training.leastSteps) : '—'],
      ['batch size', String(training.batchSize)],
    ],
    [
      ['setting', 'Setting', ([setting]) => setting],
      ['value', 'Value', ([, value]) => value],
    ],
  );
}
