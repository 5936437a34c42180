import { NotCompilable } from '../../engine/graph/recorder';
import { graphsWanted } from '../../engine/graph/setting';
import type { Reading } from '../batches/batches';
import { evaluationBatchSize } from '../batches/evaluationBatches';
import type { Model } from '../model';
import { compiledEvaluator, compiledTrainer } from './compiled';
import { eagerEvaluator, eagerTrainer } from './eager';
import type { Evaluator, Trainer } from './trainer';

/**
 * A trainer of a configuration on a data set; its steps are graphs, or, where the method cannot be compiled, one operation
 * after the other.
 * @param warn told then, once for each reason.
 */
export function openTrainer(model: Model, { data, config }: Reading, warn: (message: string) => void): Trainer {
  const { train, validation, test } = data.split;
  const { batchSize, selection } = config;
  const rest = train.length % batchSize;
  const full = train.length >= batchSize ? [batchSize] : [];
  const sizes = {
    training: rest === 0 ? full : [...full, rest],
    evaluation: evaluationBatchSize(selection === 'best-test' ? [validation, test] : [validation]),
  };
  return compiledOr(
    () => compiledTrainer(model, config, sizes),
    () => eagerTrainer(model, config),
    warn,
  );
}

/** The same for evaluation alone, on all parts of a data set. */
export function openEvaluator(model: Model, { data }: Reading, warn: (message: string) => void): Evaluator {
  const { train, validation, test } = data.split;
  const size = evaluationBatchSize([train, validation, test]);
  return compiledOr(
    () => compiledEvaluator(model, size),
    () => eagerEvaluator(model),
    warn,
  );
}

const said = new Set<string>();

function compiledOr<T>(compiled: () => T, eager: () => T, warn: (message: string) => void): T {
  if (!graphsWanted()) return eager();
  try {
    return compiled();
  } catch (error) {
    if (!(error instanceof NotCompilable)) throw error;
    const message = `The model is not compiled, but run operation by operation, which takes longer: ${error.message}`;
    if (!said.has(message)) warn(message);
    said.add(message);
    return eager();
  }
}
