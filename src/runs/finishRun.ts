import { rmSync } from 'node:fs';
import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import { readSafetensors, writeSafetensors } from '../files/safetensors';
import type { LabelSpace } from '../labels/labelSpace';
import { distanceDivisor, type LossForm } from '../losses/rlel';
import type { Prediction } from '../store/predictions';
import { outputNames, score } from '../store/predictions';
import { runId } from '../store/runConfig';
import type { RunConfig, RunResult } from '../store/runRecord';
import type { RunStore } from '../store/store';
import { labelValues, type Reading } from '../training/batches/batches';
import { errorsWithBitNoise } from '../training/bitNoise';
import { assignAll } from '../training/checkpoint';
import { meanError, noise, predict } from '../training/evaluation';
import { gradientShares } from '../training/gradientShares';
import { fromGrid, truncates } from '../training/labelGrid';
import { openEvaluator } from '../training/runner/open';
import { TASKS } from '../training/tasks';
import { buildModel } from './buildModel';
import { commit } from './environment';
import { learnedIn } from './learned';
import type { RunHooks } from './runHooks';
import { storeEncoding } from './storeEncoding';
import { candidateFile, type Trained, writeHistory } from './trainCandidates';

/** The weights that are chosen, with the run's name and the heads' constants, by group, as metadata. */
export const MODEL_FILE = 'model.safetensors';
/** The files of a finished run beside result.json. */
export const STORED_FILES = [
  'config.json',
  'environment.json',
  'history.csv',
  'predictions.csv',
  'encoding.safetensors',
  MODEL_FILE,
];

/** Predictions are stored, and judged, to this many decimals. */
const DECIMALS = 4;
const rounded = (values: readonly number[]): number[] => values.map((value) => Number(value.toFixed(DECIMALS)));

/** Evaluates the candidate that is best on validation, and stores predictions, encoding and result. */
export async function finishRun(
  config: RunConfig,
  reading: Reading,
  store: RunStore,
  trained: readonly Trained[],
  warn: RunHooks['warn'],
): Promise<RunResult> {
  const id = runId(config);
  const { data } = reading;
  const { task } = benchmarkNamed(config.benchmark);
  const chosen = trained.reduce((best, next) => (next.validationError < best.validationError ? next : best));
  const model = buildModel(config, chosen.name, reading);
  const evaluator = openEvaluator(model, reading, warn);
  try {
    const file = candidateFile(store, id, chosen.name);
    const { tensors } = readSafetensors(file);
    assignAll(model.state, tensors, file);
    evaluator.push();
    const predictions: Prediction[] = [];
    for (const split of ['validation', 'test'] as const) {
      const values = await predict(evaluator, reading, data.split[split], noise(config.training, config.seed));
      data.split[split].forEach((index, i) => {
        const { id: image, values: truth, subsets = [] } = data.samples[index];
        predictions.push({ image, split, subsets, truth: rounded(truth), prediction: rounded(values[i]) });
      });
    }
    writeHistory(store, id, trained);
    store.writePredictions(id, outputNames(config), predictions);
    await storeEncoding(path.join(store.folder(id), 'encoding.safetensors'), config, model, evaluator, reading);
    const constants = Object.fromEntries(model.groups.map(({ name, head }) => [name, head.constants]));
    writeSafetensors(path.join(store.folder(id), MODEL_FILE), tensors, {
      configuration: id,
      constants: JSON.stringify(constants),
    });
    const metrics = {
      ...score(config, predictions),
      constant: { error: constantError(config, reading) },
      rounding: { error: roundingError(config, reading) },
    };
    const errors = { error: metrics.test.error, constant: metrics.constant.error };
    const result: RunResult = {
      run: id,
      config,
      metric: TASKS[task].metric,
      unit: TASKS[task].unit ?? data.unit,
      metrics,
      learned: learnedIn(config.benchmark, errors, chosen.history),
      candidates: trained.map(({ name, validationError, selectedEpoch }) => ({ name, validationError, selectedEpoch })),
      chosen: chosen.name,
      samples: {
        train: data.split.train.length,
        validation: data.split.validation.length,
        test: data.split.test.length,
        all: data.samples.length,
      },
      trainings: trained.length,
      parameters: model.size,
      gradientShares: await gradientShares(model, reading, config.seed),
      effectiveBeta: effectiveBeta(config),
      bitNoise: await errorsWithBitNoise(model, task, reading, data.split.test, config.seed),
      commit: commit(),
      files: Object.fromEntries(STORED_FILES.map((name) => [name, store.hash(id, name)])),
      peakMemory: 1024 * process.resourceUsage().maxRSS,
      seconds: trained.reduce((sum, { seconds }) => sum + seconds, 0),
      waitedForData: waitingShare(trained),
      finishedAt: new Date().toISOString(),
    };
    store.writeResult(result);
    for (const { name } of trained) rmSync(candidateFile(store, id, name), { force: true });
    rmSync(path.join(store.folder(id), 'failure.json'), { force: true });
    return result;
  } finally {
    evaluator.dispose();
    model.dispose();
  }
}

/** β over what the form of the loss divides R1 by; undefined for a method without. */
function effectiveBeta({ benchmark, options, labels, training }: RunConfig): number | undefined {
  const { beta, form } = options;
  if (typeof beta !== 'number') return undefined;
  return (
    beta / distanceDivisor(form as LossForm, benchmarkNamed(benchmark).task, training.batchSize, labels[0].outputs)
  );
}

/** Share of the time of all steps, where it is known. */
function waitingShare(trained: readonly Trained[]): number | undefined {
  const sum = (part: 'steps' | 'waiting'): number =>
    trained.reduce((total, { time }) => total + (time?.[part] ?? 0), 0);
  return sum('steps') > 0 ? sum('waiting') / sum('steps') : undefined;
}

/** Test error of predicting the median of each output's training labels (landmarks: on the face's square). */
function constantError(config: RunConfig, reading: Reading): number {
  const { data } = reading;
  const { task } = benchmarkNamed(config.benchmark);
  const values = labelValues(reading, data.split.train);
  const constant = values[0].map((_, output) => median(values.map((row) => row[output])));
  const truncated = truncates(config.training);
  const predictions = Array.from(data.split.test, (index) => fromGrid(constant, data.samples[index], truncated));
  return meanError(task, data, data.split.test, predictions);
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Test error of labels that are rounded to the nearest level. */
function roundingError(config: RunConfig, reading: Reading): number {
  const { data, groups } = reading;
  const { task } = benchmarkNamed(config.benchmark);
  const spaces = groups.flatMap(({ outputs, space }) => Array<LabelSpace>(outputs).fill(space));
  const rounded = labelValues(reading, data.split.test).map((values, i) =>
    fromGrid(
      values.map((value, output) => spaces[output].toValue(spaces[output].quantize(value))),
      data.samples[data.split.test[i]],
      truncates(config.training),
    ),
  );
  return meanError(task, data, data.split.test, rounded);
}
