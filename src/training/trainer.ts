import type { Dataset } from '../datasets/dataset';
import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import type { LabelSpace } from '../labels/labelSpace';
import { Random } from '../random/random';
import { readBatch } from './batches';
import type { Checkpoints, NamedVariable } from './checkpoint';
import type { TrainingConfig } from './config';
import { clipGlobalNorm, lossAndGradients } from './gradients';
import { mae } from './metrics';
import type { Model } from './model';
import { Adam, type Optimizer, Sgd } from './optimizers';
import { learningRate } from './schedule';

/** One row of history.csv. */
export interface Epoch {
  readonly epoch: number;
  /** Mean over the steps of the minimised loss. */
  readonly loss: number;
  readonly learningRate: number;
  readonly validationMae: number;
  /** Only where the selection looks at it. */
  readonly testMae: number | null;
}

export interface TrainingProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly validationMae: number | null;
}

/** Where a training stands: the rest of a checkpoint is tensors. */
export interface Position {
  /** Epoch and step to do next. */
  epoch: number;
  step: number;
  optimizerSteps: number;
  /** Sum of this epoch's losses so far. */
  lossSum: number;
  history: Epoch[];
  selected: { epoch: number; error: number } | null;
}

export interface TrainingSetup {
  readonly model: Model;
  readonly data: Dataset;
  readonly space: LabelSpace;
  readonly config: TrainingConfig;
  readonly seed: number;
  readonly checkpoints: Checkpoints<Position>;
  readonly onProgress: (progress: TrainingProgress) => void;
  /** Called after each epoch, and after a resume. */
  readonly onHistory: (history: readonly Epoch[]) => void;
  /** When it aborts, the state is saved and `Interrupted` thrown. */
  readonly signal: AbortSignal;
}

/** The training was stopped and saved; the same call continues it. */
export class Interrupted extends RlelError {
  override name = 'Interrupted';
}

/**
 * Trains the model in place, from its newest checkpoint if there is one, and leaves in it the weights of the selected
 * epoch. An interrupted and resumed training ends with the same bits as an uninterrupted one.
 * @throws Interrupted after saving, when the signal aborts; RlelError when the loss is not finite.
 */
export async function train(setup: TrainingSetup): Promise<{ history: readonly Epoch[]; selectedEpoch: number }> {
  const { model, data, config, checkpoints } = setup;
  const optimizer: Optimizer = config.optimizer === 'adam' ? new Adam(model.parameters) : new Sgd(model.parameters);
  const best = config.selection === 'last' ? [] : copies(model);
  const variables: NamedVariable[] = [...model.parameters, ...optimizer.state, ...best];
  const steps = Math.ceil(data.split.train.length / config.batchSize);
  try {
    const position: Position = checkpoints.restore(variables) ?? {
      epoch: 0,
      step: 0,
      optimizerSteps: 0,
      lossSum: 0,
      history: [],
      selected: null,
    };
    optimizer.steps = position.optimizerSteps;
    const save = () => {
      position.optimizerSteps = optimizer.steps;
      checkpoints.save(position.epoch * (steps + 1) + position.step, position, variables);
    };
    setup.onHistory(position.history);
    while (position.epoch < config.epochs) {
      await trainEpoch(setup, optimizer, position, steps, save);
      finishEpoch(setup, position, steps, best);
      setup.onHistory(position.history);
      save();
    }
    if (config.selection === 'last') return { history: position.history, selectedEpoch: config.epochs - 1 };
    best.forEach(({ variable }, i) => model.parameters[i].variable.assign(variable));
    return { history: position.history, selectedEpoch: position.selected?.epoch ?? config.epochs - 1 };
  } finally {
    optimizer.dispose();
    for (const { variable } of best) variable.dispose();
  }
}

async function trainEpoch(
  { model, data, space, config, seed, onProgress, signal }: TrainingSetup,
  optimizer: Optimizer,
  position: Position,
  steps: number,
  save: () => void,
): Promise<void> {
  const { epoch } = position;
  const order = Random.from(seed, 'order', epoch).shuffle(Int32Array.from(data.split.train));
  const rates = model.parameters.map(({ group }) => learningRate(config, epoch, group));
  while (position.step < steps) {
    if (signal.aborted) {
      save();
      throw new Interrupted(`Stopped in epoch ${epoch + 1}, step ${position.step} of ${steps}; the state is saved.`);
    }
    const indices = order.subarray(position.step * config.batchSize, (position.step + 1) * config.batchSize);
    const random = Random.from(seed, 'step', epoch, position.step); // augmentation and dropout
    const batch = readBatch(data, space, indices, config.augment ? random : null);
    const { value, gradients } = lossAndGradients(() => model.loss(batch, random), model.parameters);
    const used = config.clipNorm > 0 ? clipGlobalNorm(gradients, config.clipNorm) : gradients;
    optimizer.step(used, rates);
    const loss = value.dataSync()[0];
    tf.dispose([batch.images, batch.labels, value, used]);
    if (!Number.isFinite(loss)) {
      throw new RlelError(
        `The loss is ${loss} in epoch ${epoch + 1}, step ${position.step + 1}: lower the learning rate.`,
      );
    }
    position.step += 1;
    position.lossSum += loss;
    const validationMae = position.history.at(-1)?.validationMae ?? null;
    onProgress({
      epoch,
      epochs: config.epochs,
      step: position.step,
      steps,
      loss: position.lossSum / position.step,
      validationMae,
    });
    await new Promise(setImmediate); // lets signals and timers in
  }
}

function finishEpoch(
  { model, data, space, config }: TrainingSetup,
  position: Position,
  steps: number,
  best: readonly NamedVariable[],
): void {
  const error = (indices: Int32Array) => mae(predict(model, data, space, indices), truths(data, indices));
  const validationMae = error(data.split.validation);
  const testMae = config.selection === 'best-test' ? error(data.split.test) : null;
  const { epoch } = position;
  const loss = position.lossSum / steps;
  position.history.push({ epoch, loss, learningRate: learningRate(config, epoch, 'weight'), validationMae, testMae });
  const criterion = testMae ?? validationMae;
  if (config.selection !== 'last' && (!position.selected || criterion < position.selected.error)) {
    position.selected = { epoch, error: criterion };
    best.forEach(({ variable }, i) => variable.assign(model.parameters[i].variable));
  }
  position.epoch += 1;
  position.step = 0;
  position.lossSum = 0;
}

const EVALUATION_BATCH = 128;

/** Predictions in the labels' unit, without dropout or augmentation. */
export function predict(model: Model, data: Dataset, space: LabelSpace, indices: Int32Array): Float64Array {
  return evaluate(
    model,
    data,
    space,
    indices,
    1,
    (codes) => model.head.predict(codes),
    (level) => space.toValue(level),
  );
}

/** Codes Ẑ [indices.length, outputs], row-major. */
export function predictCodes(model: Model, data: Dataset, space: LabelSpace, indices: Int32Array): Float64Array {
  return evaluate(
    model,
    data,
    space,
    indices,
    model.head.outputs,
    (codes) => codes,
    (value) => value,
  );
}

function evaluate(
  model: Model,
  data: Dataset,
  space: LabelSpace,
  indices: Int32Array,
  width: number,
  output: (codes: tf.Tensor2D) => tf.Tensor,
  convert: (value: number) => number,
): Float64Array {
  const results = new Float64Array(indices.length * width);
  for (let from = 0; from < indices.length; from += EVALUATION_BATCH) {
    const batch = readBatch(data, space, indices.subarray(from, from + EVALUATION_BATCH), null);
    const values = tf.tidy(() => output(model.codes(batch.images, null)));
    values.dataSync().forEach((value, i) => {
      results[from * width + i] = convert(value);
    });
    tf.dispose([batch.images, batch.labels, values]);
  }
  return results;
}

/** The labels of samples, in their unit. */
export function truths(data: Dataset, indices: Int32Array): Float64Array {
  return Float64Array.from(indices, (index) => data.samples[index].value);
}

function copies(model: Model): NamedVariable[] {
  return model.parameters.map(({ name, variable }) => ({
    name: `selected/${name}`,
    variable: tf.variable(variable, false),
  }));
}
