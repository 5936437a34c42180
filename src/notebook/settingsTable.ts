import type { Profile } from '../benchmarks/benchmarks';
import { settingsOf } from '../benchmarks/benchmarks';
import type { Table } from '../report/document';

/** A benchmark's network, labels, weights of eq. 5 and training in a profile. @throws RlelError for an unknown benchmark. */
export function settingsTable(benchmark: string, profile: Profile): Table {
  const { network, labels, options, training } = settingsOf(benchmark, profile);
  const each = labels.map(
    ({ name, outputs, levels }) => `${name} ${levels}${outputs > 1 ? ` (${outputs} outputs)` : ''}`,
  );
  return {
    kind: 'table',
    name: `settings-${benchmark}`,
    title: `${benchmark} in the profile ${profile}`,
    caption: '',
    columns: [
      { key: 'setting', label: 'Setting' },
      { key: 'value', label: 'Value' },
    ],
    rows: [
      { setting: 'network', value: network.name },
      { setting: 'θ', value: String(network.theta) },
      { setting: 'N, levels', value: each.join(', ') },
      { setting: 'M, bits of a learned code', value: options.width > 0 ? String(options.width) : 'as many as levels' },
      { setting: 'α, weight of R2', value: String(options.alpha) },
      { setting: 'β, weight of R1', value: String(options.beta) },
      { setting: 'form of the loss', value: options.form },
      { setting: 'optimizer', value: `${training.optimizer}, learning rate ${training.learningRate}` },
      { setting: 'epochs', value: String(training.epochs) },
      { setting: 'batch size', value: String(training.batchSize) },
    ],
  };
}
