import { requireArray, requireInteger, requireNumbers, requireObject, requireText } from '../input/check';
import { LABELS_OF_DATA, type WrittenSettings } from './benchmark';

/** @throws RlelError unless they are settings as a benchmark has them: labels, a network and a training. */
export function requireSettings(settings: unknown, what: string): void {
  requireObject(settings, what, ['labels', 'network', 'training']);
  const { labels, network, training, methods = {} } = settings as WrittenSettings;
  requireArray(labels, `${what}.labels`, 1);
  if (labels !== LABELS_OF_DATA) labels.forEach((label, i) => requireLabel(label, `${what}.labels[${i}]`));
  requireObject(network, `${what}.network`, ['name', 'theta']);
  requireInteger(network.theta, `${what}.network.theta`, 0);
  requireObject(training, `${what}.training`);
  requireObject(methods, `${what}.methods`);
}

function requireLabel(label: WrittenSettings['labels'][number], what: string): void {
  requireObject(label, what, ['name', 'outputs', 'range', 'levels']);
  requireText(label.name, `${what}.name`);
  requireInteger(label.outputs, `${what}.outputs`, 1);
  requireNumbers(label.range, `${what}.range`, 2);
  requireInteger(label.levels, `${what}.levels`, 2);
}
