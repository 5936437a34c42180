import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import type { Task } from '../losses/rlel';
import type { ParameterGroup, StatisticsBuffer } from '../networks/parameter';
import type { Reading } from './batches/batches';
import { BatchStream } from './batches/batchStream';
import type { Checkpoints, NamedVariable } from './checkpoint';
import type { TrainingConfig } from './config';
import { meanError, noise, predict } from './evaluation';
import type { Model } from './model';
import type { Trainer } from './runner/trainer';
import { learningRate } from './schedule';
import { type Step, stepsFrom } from './steps';
import { addPiece, noWork, type WorkTime } from './workTime';

/** One row of history.csv. */
export interface Epoch {
  readonly epoch: number;
  /** Mean over the steps of the minimised loss. */
  readonly loss: number;
  readonly learningRate: number;
  readonly validationError: number;
  /** Only where the selection looks at it. */
  readonly testError: number | null;
}

/** Where a training stands: told after each step. */
export interface TrainingProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly validationError: number | null;
}

/** What a training's steps and its evaluations took, over all of its sessions. */
export interface TrainingTime {
  readonly steps: WorkTime;
  readonly evaluation: WorkTime;
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
  work: TrainingTime;
}

export interface TrainingSetup {
  readonly model: Model;
  /** Of the model. */
  readonly trainer: Trainer;
  readonly task: Task;
  readonly reading: Reading;
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
export async function train(
  setup: TrainingSetup,
): Promise<{ history: readonly Epoch[]; selectedEpoch: number; work: TrainingTime }> {
  const { model, trainer, reading, config, checkpoints } = setup;
  const { optimizer } = trainer;
  const best = config.selection === 'last' ? [] : copies(model);
  const variables: NamedVariable[] = [...model.state, ...optimizer.state, ...best];
  const steps = Math.ceil(reading.data.split.train.length / config.batchSize);
  try {
    const position: Position = {
      epoch: 0,
      step: 0,
      optimizerSteps: 0,
      lossSum: 0,
      history: [],
      selected: null,
      work: { steps: noWork(), evaluation: noWork() },
      ...checkpoints.restore(variables),
    };
    optimizer.steps = position.optimizerSteps;
    trainer.push();
    const save = () => {
      trainer.pull();
      position.optimizerSteps = optimizer.steps;
      checkpoints.save(position.epoch * (steps + 1) + position.step, position, variables);
    };
    setup.onHistory(position.history);
    const batches = new BatchStream(reading, stepsFrom(position, config, reading.data.split.train, setup.seed));
    while (position.epoch < config.epochs) {
      const milestone = config.milestones.includes(position.epoch);
      if (config.resetAtMilestones && milestone && position.step === 0) optimizer.reset();
      await trainEpoch(setup, batches, position, steps, save);
      await finishEpoch(setup, position, steps, best);
      setup.onHistory(position.history);
      save();
    }
    const { history, selected, work } = position;
    if (config.selection === 'last') return { history, selectedEpoch: config.epochs - 1, work };
    best.forEach(({ variable }, i) => model.state[i].variable.assign(variable));
    trainer.push();
    return { history, selectedEpoch: selected?.epoch ?? config.epochs - 1, work };
  } finally {
    for (const { variable } of best) variable.dispose();
  }
}

async function trainEpoch(
  { trainer, config, onProgress, signal }: TrainingSetup,
  batches: BatchStream<Step>,
  position: Position,
  steps: number,
  save: () => void,
): Promise<void> {
  const { epoch } = position;
  const frozenStatistics = config.oddities.includes('frozen-statistics') && config.milestones.includes(epoch);
  while (position.step < steps) {
    if (signal.aborted) {
      save();
      throw new Interrupted(`Stopped in epoch ${epoch + 1}, step ${position.step} of ${steps}; the state is saved.`);
    }
    const started = performance.now();
    const { request, batch, waited } = await batches.next();
    const { random } = request;
    const rate = (group: ParameterGroup) => learningRate(config, { epoch, step: position.step, steps }, group);
    const loss = trainer.step(batch, { rate, random, frozenStatistics });
    tf.dispose([batch.images, ...batch.labels]);
    if (!Number.isFinite(loss)) {
      throw new RlelError(
        `The loss is ${loss} in epoch ${epoch + 1}, step ${position.step + 1}: lower the learning rate.`,
      );
    }
    position.step += 1;
    position.lossSum += loss;
    const validationError = position.history.at(-1)?.validationError ?? null;
    onProgress({
      epoch,
      epochs: config.epochs,
      step: position.step,
      steps,
      loss: position.lossSum / position.step,
      validationError,
    });
    await new Promise(setImmediate); // lets signals and timers in
    addPiece(position.work.steps, (performance.now() - started) / 1000, waited);
  }
}

async function finishEpoch(
  { model, trainer, task, reading, config, seed }: TrainingSetup,
  position: Position,
  steps: number,
  best: readonly StatisticsBuffer[],
): Promise<void> {
  const { validation, test } = reading.data.split;
  const error = async (indices: Int32Array) =>
    meanError(
      task,
      reading.data,
      indices,
      await predict(trainer, reading, indices, noise(config, seed), position.work.evaluation),
    );
  const validationError = await error(validation);
  const testError = config.selection === 'best-test' ? await error(test) : null;
  const { epoch } = position;
  const loss = position.lossSum / steps;
  position.history.push({
    epoch,
    loss,
    learningRate: learningRate(config, { epoch, step: steps - 1, steps }, 'weight'),
    validationError,
    testError,
  });
  const criterion = testError ?? validationError;
  if (config.selection !== 'last' && (!position.selected || criterion < position.selected.error)) {
    position.selected = { epoch, error: criterion };
    trainer.pull();
    best.forEach(({ variable }, i) => variable.assign(model.state[i].variable));
  }
  position.epoch += 1;
  position.step = 0;
  position.lossSum = 0;
}

function copies(model: Model): StatisticsBuffer[] {
  return model.state.map(({ name, variable }) => ({
    name: `selected/${name}`,
    variable: tf.variable(variable, false),
  }));
}
