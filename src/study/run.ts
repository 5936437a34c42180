import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Dataset } from '../datasets/dataset';
import { measuredEncoder } from '../encodings/measuredEncoder';
import { RlelError } from '../errors';
import { readSafetensors, type StoredTensor, writeSafetensors } from '../files/safetensors';
import { LabelSpace } from '../labels/labelSpace';
import { methodNamed } from '../methods/registry';
import { networkNamed } from '../networks/registry';
import { loadWeights } from '../networks/weights';
import { Random } from '../random/random';
import { mean } from '../statistics/moments';
import { type LabelGroup, labelValues, type Reading } from '../training/batches';
import { assign, Checkpoints } from '../training/checkpoint';
import { Model } from '../training/model';
import { openReader } from '../training/sampleReader';
import { TASKS, toSampleUnit } from '../training/tasks';
import {
  type Epoch,
  Interrupted,
  noise,
  type Position,
  predict,
  predictCodes,
  type StepTime,
  sampleErrors,
  type TrainingProgress,
  train,
} from '../training/trainer';
import { benchmarkNamed } from './benchmarks';
import { claimRun } from './claim';
import { runId } from './configure';
import { commit, environment } from './environment';
import { outputNames, score } from './predictions';
import type { Candidate, RunConfig, RunFailure, RunResult } from './runRecord';
import type { Prediction, RunStore } from './store';
import { TrainingLog } from './trainingLog';

export interface RunHooks {
  /** `fraction` of the run that is done, in [0, 1]. */
  readonly onProgress: (progress: TrainingProgress & { candidate: string; fraction: number }) => void;
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal;
  /** The weights file that the configuration names by its hash. */
  readonly weightsFile?: string;
}

/** A trained candidate, as its safetensors file's metadata hold it. */
interface Trained extends Candidate {
  readonly history: readonly Epoch[];
  readonly seconds: number;
  /** Files of older versions have none. */
  readonly time?: StepTime;
}

/**
 * Does a run, or what is left of it, and stores it. A run that is done is returned as stored.
 * The configuration and the environment are written before training starts, result.json last.
 * An error is kept in failure.json.
 * @throws RunClaimed when another process works on it; Interrupted when the signal aborts, after saving.
 */
export async function executeRun(
  config: RunConfig,
  data: Dataset,
  store: RunStore,
  hooks: RunHooks,
): Promise<RunResult> {
  const id = runId(config);
  const done = store.result(id);
  if (done) return done;
  const claim = claimRun(store.folder(id));
  try {
    const finished = store.result(id); // by the process that held the run a moment ago
    if (finished) return finished;
    store.writeJson(id, 'config.json', config);
    store.writeJson(id, 'environment.json', environment(data.folder));
    const reading = openReading(config, data);
    try {
      const signal = AbortSignal.any([hooks.signal, claim.lost]);
      const trained = await trainCandidates(config, reading, store, { ...hooks, signal });
      return await finish(config, reading, store, trained);
    } finally {
      await reading.reader.close();
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) recordFailure(store, id, error as Error);
    throw error;
  } finally {
    claim.release();
  }
}

function recordFailure(store: RunStore, id: string, { message }: Error): void {
  try {
    const attempts = (store.failure(id)?.attempts ?? 0) + 1;
    const failure: RunFailure = { message, attempts, host: hostname(), failedAt: new Date().toISOString() };
    store.writeJson(id, 'failure.json', failure);
  } catch {
    // what stopped the run may stop this, too: a full disk
  }
}

const labelGroups = ({ labels }: RunConfig): LabelGroup[] =>
  labels.map(({ name, outputs, range, levels }) => ({ name, outputs, space: new LabelSpace(range, levels) }));

/** The caller closes its reader. */
function openReading(config: RunConfig, data: Dataset): Reading {
  const { imageSize } = networkNamed(config.network.name);
  const { augmentation, oddities } = config.training;
  const { imageShape, mirror = [] } = data;
  const truncated = oddities.includes('truncated-coordinates');
  const reader = openReader(data, { imageShape, imageSize, mirror, augmentation, truncated });
  return { data, reader, groups: labelGroups(config), imageSize, config: config.training };
}

function buildModel(config: RunConfig, candidate: string, reading: Reading): Model {
  const { theta, name, statistics } = config.network;
  const { task } = benchmarkNamed(config.benchmark);
  const values = labelValues(reading, reading.data.split.train); // [samples][outputs]
  let position = 0;
  const random = Random.from(config.seed, 'head');
  const groups = reading.groups.map(({ name: group, outputs, space }) => {
    const first = position;
    position += outputs;
    const trainLevels = Float32Array.from({ length: outputs * values.length }, (_, i) =>
      space.toLevel(values[i % values.length][first + Math.floor(i / values.length)]),
    ); // [L, samples]
    const { options, seed } = config;
    const context = { levels: space.levels, outputs, task, options, seed, random, trainLevels };
    return { name: group, outputs, head: methodNamed(config.method).head(candidate, context) };
  });
  const cornerPooling = config.training.oddities.includes('corner-pooling');
  const network = networkNamed(name).build(
    { theta, groups, statistics, cornerPooling },
    Random.from(config.seed, 'network'),
  );
  return new Model(network, groups, theta, Random.from(config.seed, 'output'));
}

const candidateFile = (store: RunStore, id: string, name: string): string =>
  path.join(store.folder(id), `candidate-${name}.safetensors`);

async function trainCandidates(
  config: RunConfig,
  reading: Reading,
  store: RunStore,
  hooks: RunHooks,
): Promise<Trained[]> {
  const trained: Trained[] = [];
  const names = methodNamed(config.method).candidates(config.options);
  for (const [i, name] of names.entries()) {
    const onProgress: RunHooks['onProgress'] = (progress) =>
      hooks.onProgress({ ...progress, fraction: (i + progress.fraction) / names.length });
    const onHistory = (history: readonly Epoch[]) =>
      writeHistory(store, runId(config), [...trained, { name, history }]);
    trained.push(await trainCandidate(config, name, reading, store, { ...hooks, onProgress }, onHistory));
  }
  return trained;
}

async function trainCandidate(
  config: RunConfig,
  name: string,
  reading: Reading,
  store: RunStore,
  hooks: RunHooks,
  onHistory: (history: readonly Epoch[]) => void,
): Promise<Trained> {
  const id = runId(config);
  const file = candidateFile(store, id, name);
  const stored = readCandidate(file, hooks.warn);
  if (stored) return stored;
  const started = performance.now();
  const { data } = reading;
  const { task } = benchmarkNamed(config.benchmark);
  const model = buildModel(config, name, reading);
  if (hooks.weightsFile) loadWeights(model.state, hooks.weightsFile, hooks.warn);
  const folder = path.join(store.folder(id), `checkpoints-${name}`);
  const checkpoints = new Checkpoints<Position>(folder, `${id}/${name}`, hooks.warn);
  const log = new TrainingLog(store.root, config, name);
  try {
    const { history, selectedEpoch, time } = await train({
      model,
      task,
      reading,
      config: config.training,
      seed: config.seed,
      checkpoints,
      onProgress: (progress) =>
        hooks.onProgress({
          ...progress,
          candidate: name,
          fraction: (progress.epoch + progress.step / progress.steps) / progress.epochs,
        }),
      onHistory(history) {
        onHistory(history);
        log.update(history);
      },
      signal: hooks.signal,
    });
    const { validation } = data.split;
    const predictions = await predict(model, reading, validation, noise(config.training, config.seed));
    const trained: Trained = {
      name,
      validationError: mean(sampleErrors(task, data, validation, predictions)),
      selectedEpoch,
      history,
      seconds: (performance.now() - started) / 1000,
      time,
    };
    const tensors = new Map<string, StoredTensor>(
      model.state.map(({ name: part, variable }) => [
        part,
        { shape: variable.shape, values: variable.dataSync() as Float32Array },
      ]),
    );
    writeSafetensors(file, tensors, { trained: JSON.stringify(trained) });
    checkpoints.clear();
    return trained;
  } finally {
    log.close();
    model.dispose();
  }
}

/** null where there is none, or it is damaged. */
function readCandidate(file: string, warn: (message: string) => void): Trained | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readSafetensors(file).metadata.trained) as Trained;
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    warn(`${error.message} It is trained again.`);
    return null;
  }
}

/** The files of a finished run beside result.json. */
export const STORED_FILES = [
  'config.json',
  'environment.json',
  'history.csv',
  'predictions.csv',
  'encoding.safetensors',
  'model.safetensors',
];

/** Predictions are stored, and judged, to this many decimals. */
const DECIMALS = 4;
const rounded = (values: readonly number[]): number[] => values.map((value) => Number(value.toFixed(DECIMALS)));

/** Evaluates the candidate that is best on validation, and stores predictions, encoding and result. */
async function finish(
  config: RunConfig,
  reading: Reading,
  store: RunStore,
  trained: readonly Trained[],
): Promise<RunResult> {
  const id = runId(config);
  const { data } = reading;
  const { task } = benchmarkNamed(config.benchmark);
  const chosen = trained.reduce((best, next) => (next.validationError < best.validationError ? next : best));
  const model = buildModel(config, chosen.name, reading);
  try {
    const { tensors } = readSafetensors(candidateFile(store, id, chosen.name));
    for (const { name, variable } of model.state) assign(variable, tensors.get(name) as StoredTensor);
    const predictions: Prediction[] = [];
    for (const split of ['validation', 'test'] as const) {
      const values = await predict(model, reading, data.split[split], noise(config.training, config.seed));
      data.split[split].forEach((index, i) => {
        const { id: image, values: truth, subsets = [] } = data.samples[index];
        predictions.push({ image, split, subsets, truth: rounded(truth), prediction: rounded(values[i]) });
      });
    }
    writeHistory(store, id, trained);
    store.writePredictions(id, outputNames(config), predictions);
    await writeEncoding(path.join(store.folder(id), 'encoding.safetensors'), config, model, reading);
    writeSafetensors(path.join(store.folder(id), 'model.safetensors'), tensors, { configuration: id });
    const result: RunResult = {
      run: id,
      config,
      metric: TASKS[task].metric,
      unit: TASKS[task].unit,
      metrics: { ...score(config, predictions), constant: { error: constantError(config, reading) } },
      candidates: trained.map(({ name, validationError, selectedEpoch }) => ({ name, validationError, selectedEpoch })),
      chosen: chosen.name,
      trainings: trained.length,
      parameters: model.size,
      commit: commit(),
      files: Object.fromEntries(STORED_FILES.map((name) => [name, store.hash(id, name)])),
      peakMemory: 1024 * process.resourceUsage().maxRSS,
      seconds: trained.reduce((sum, { seconds }) => sum + seconds, 0),
      waitedForData: waitingShare(trained),
      finishedAt: new Date().toISOString(),
    };
    store.writeJson(id, 'result.json', result);
    for (const { name } of trained) rmSync(candidateFile(store, id, name), { force: true });
    rmSync(path.join(store.folder(id), 'failure.json'), { force: true });
    return result;
  } finally {
    model.dispose();
  }
}

/** Share of the time of all steps, where it is known. */
function waitingShare(trained: readonly Trained[]): number | undefined {
  const sum = (part: keyof StepTime): number => trained.reduce((total, { time }) => total + (time?.[part] ?? 0), 0);
  return sum('steps') > 0 ? sum('waiting') / sum('steps') : undefined;
}

/** Test error of predicting each output's median over the training samples (landmarks: on the face's square). */
function constantError(config: RunConfig, reading: Reading): number {
  const { data } = reading;
  const { task } = benchmarkNamed(config.benchmark);
  const values = labelValues(reading, data.split.train);
  const constant = values[0].map((_, output) => median(values.map((row) => row[output])));
  const predictions = Array.from(data.split.test, (index) => toSampleUnit(constant, data.samples[index], false));
  return mean(sampleErrors(task, data, data.split.test, predictions));
}

/** Encodings are measured for the first few outputs of a group: two landmarks tell what 98 would. */
const MEASURED_OUTPUTS = 4;

/**
 * For each group and its first outputs the measured encoder E [N, M] over the training samples, how often each level
 * occurs, and the decoding matrix D [M, N] or the fixed code [N, M]; names are `<group>.<output>.encoder` and so on.
 */
async function writeEncoding(file: string, config: RunConfig, model: Model, reading: Reading): Promise<void> {
  const { train: indices } = reading.data.split;
  const form = config.training.oddities.includes('encoder-ones') ? 'published-code' : 'paper';
  const values = labelValues(reading, indices);
  const tensors = new Map<string, StoredTensor>();
  const measured = model.groups.map(({ outputs }) => Math.min(outputs, MEASURED_OUTPUTS));
  const allCodes = await predictCodes(model, reading, indices, measured);
  let position = 0;
  for (const [g, { name, outputs, head }] of model.groups.entries()) {
    const { space } = reading.groups[g];
    const first = position;
    allCodes[g].forEach((codes, l) => {
      const levels = values.map((row) => space.quantize(row[first + l]));
      const encoder = measuredEncoder(codes, levels, space.levels, form);
      tensors.set(`${name}.${l}.encoder`, { shape: [space.levels, encoder.width], values: encoder.values });
      tensors.set(`${name}.${l}.counts`, { shape: [space.levels], values: Float32Array.from(encoder.counts) });
    });
    for (const { group, variable } of head.parameters) {
      if (group !== 'decoding') continue;
      const [, width, levels] = variable.shape;
      const all = variable.dataSync() as Float32Array;
      for (let l = 0; l < measured[g]; l++) {
        const one = all.slice(l * width * levels, (l + 1) * width * levels);
        tensors.set(`${name}.${l}.decoding`, { shape: [width, levels], values: one });
      }
    }
    if (head.encoding) {
      const { levels, width, bits } = head.encoding;
      tensors.set(`${name}.fixed_code`, { shape: [levels, width], values: Float32Array.from(bits) });
    }
    position += outputs;
  }
  writeSafetensors(file, tensors, {});
}

function writeHistory(
  store: RunStore,
  id: string,
  trained: readonly { name: string; history: readonly Epoch[] }[],
): void {
  store.writeCsv(
    id,
    'history.csv',
    trained.flatMap(({ name, history }) => history.map((epoch) => ({ candidate: name, ...epoch }))),
  );
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
