import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../datasets/dataset';
import { measuredEncoder } from '../encodings/measuredEncoder';
import { RlelError } from '../errors';
import { readSafetensors, type StoredTensor, writeSafetensors } from '../files/safetensors';
import { LabelSpace } from '../labels/labelSpace';
import { methodNamed } from '../methods/registry';
import { networkNamed } from '../networks/registry';
import { Random } from '../random/random';
import { assign, Checkpoints } from '../training/checkpoint';
import { mae } from '../training/metrics';
import { Model } from '../training/model';
import {
  type Epoch,
  type Position,
  predict,
  predictCodes,
  type TrainingProgress,
  train,
  truths,
} from '../training/trainer';
import { claimRun } from './claim';
import { runId } from './configure';
import { commit, environment } from './environment';
import type { Candidate, RunConfig, RunResult } from './runRecord';
import type { Prediction, RunStore } from './store';

export interface RunHooks {
  /** `fraction` of the run that is done, in [0, 1]. */
  readonly onProgress: (progress: TrainingProgress & { candidate: string; fraction: number }) => void;
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal;
}

/** A trained candidate, as its safetensors file's metadata hold it. */
interface Trained extends Candidate {
  readonly history: readonly Epoch[];
  readonly seconds: number;
}

/**
 * Does a run, or what is left of it, and stores it. A run that is done is returned as stored.
 * The configuration and the environment are written before training starts, result.json last.
 * @throws RlelError when another process works on it; Interrupted when the signal aborts, after saving.
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
  const release = claimRun(store.folder(id));
  try {
    store.writeJson(id, 'config.json', config);
    store.writeJson(id, 'environment.json', environment(data.folder));
    const trained: Trained[] = [];
    const names = methodNamed(config.method).candidates(config.options);
    for (const [i, name] of names.entries()) {
      const onProgress: RunHooks['onProgress'] = (progress) =>
        hooks.onProgress({ ...progress, fraction: (i + progress.fraction) / names.length });
      const onHistory = (history: readonly Epoch[]) => writeHistory(store, id, [...trained, { name, history }]);
      trained.push(await trainCandidate(config, name, data, store, { ...hooks, onProgress }, onHistory));
    }
    return finish(config, data, store, trained);
  } finally {
    release();
  }
}

function buildModel(config: RunConfig, candidate: string, data: Dataset): Model {
  const { theta, name } = config.network;
  const space = new LabelSpace(config.labels.range, config.labels.levels);
  const network = networkNamed(name).build(theta, Random.from(config.seed, 'network'));
  const head = methodNamed(config.method).head(candidate, {
    levels: space.levels,
    options: config.options,
    seed: config.seed,
    random: Random.from(config.seed, 'head'),
    trainLevels: Float32Array.from(data.split.train, (index) => space.toLevel(data.samples[index].value)),
  });
  return new Model(network, head, theta, Random.from(config.seed, 'output'));
}

const candidateFile = (store: RunStore, id: string, name: string): string =>
  path.join(store.folder(id), `candidate-${name}.safetensors`);

async function trainCandidate(
  config: RunConfig,
  name: string,
  data: Dataset,
  store: RunStore,
  hooks: RunHooks,
  onHistory: (history: readonly Epoch[]) => void,
): Promise<Trained> {
  const id = runId(config);
  const file = candidateFile(store, id, name);
  const stored = readCandidate(file, hooks.warn);
  if (stored) return stored;
  const started = performance.now();
  const space = new LabelSpace(config.labels.range, config.labels.levels);
  const model = buildModel(config, name, data);
  const folder = path.join(store.folder(id), `checkpoints-${name}`);
  const checkpoints = new Checkpoints<Position>(folder, `${id}/${name}`, hooks.warn);
  try {
    const { history, selectedEpoch } = await train({
      model,
      data,
      space,
      config: config.training,
      seed: config.seed,
      checkpoints,
      onProgress: (progress) =>
        hooks.onProgress({
          ...progress,
          candidate: name,
          fraction: (progress.epoch + progress.step / progress.steps) / progress.epochs,
        }),
      onHistory,
      signal: hooks.signal,
    });
    const { validation } = data.split;
    const trained: Trained = {
      name,
      validationMae: mae(predict(model, data, space, validation), truths(data, validation)),
      selectedEpoch,
      history,
      seconds: (performance.now() - started) / 1000,
    };
    const tensors = new Map<string, StoredTensor>(
      model.parameters.map(({ name: parameter, variable }) => [
        parameter,
        { shape: variable.shape, values: variable.dataSync() as Float32Array },
      ]),
    );
    writeSafetensors(file, tensors, { trained: JSON.stringify(trained) });
    checkpoints.clear();
    return trained;
  } finally {
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

/** Evaluates the candidate that is best on validation, and stores predictions, encoding and result. */
function finish(config: RunConfig, data: Dataset, store: RunStore, trained: readonly Trained[]): RunResult {
  const id = runId(config);
  const chosen = trained.reduce((best, next) => (next.validationMae < best.validationMae ? next : best));
  const space = new LabelSpace(config.labels.range, config.labels.levels);
  const model = buildModel(config, chosen.name, data);
  try {
    const { tensors } = readSafetensors(candidateFile(store, id, chosen.name));
    for (const { name, variable } of model.parameters) assign(variable, tensors.get(name) as StoredTensor);
    const predictions = (['validation', 'test'] as const).flatMap((split) => {
      const values = predict(model, data, space, data.split[split]);
      return Array.from(data.split[split], (index, i): Prediction => {
        const { id: image, value } = data.samples[index];
        return { image, split, truth: value, prediction: values[i] };
      });
    });
    const score = (split: Prediction['split']) => {
      const rows = predictions.filter((row) => row.split === split);
      return {
        mae: mae(
          rows.map((row) => row.prediction),
          rows.map((row) => row.truth),
        ),
        count: rows.length,
      };
    };
    writeHistory(store, id, trained);
    store.writeCsv(id, 'predictions.csv', predictions);
    writeEncoding(path.join(store.folder(id), 'encoding.safetensors'), model, data, space);
    writeSafetensors(path.join(store.folder(id), 'model.safetensors'), tensors, { configuration: id });
    const testTruths = truths(data, data.split.test);
    const result: RunResult = {
      run: id,
      config,
      metrics: {
        validation: score('validation'),
        test: score('test'),
        constant: {
          mae: mae(new Float64Array(testTruths.length).fill(median(truths(data, data.split.train))), testTruths),
        },
      },
      unit: data.unit,
      candidates: trained.map(({ name, validationMae, selectedEpoch }) => ({ name, validationMae, selectedEpoch })),
      chosen: chosen.name,
      trainings: trained.length,
      parameters: model.size,
      commit: commit(),
      seconds: trained.reduce((sum, { seconds }) => sum + seconds, 0),
      finishedAt: new Date().toISOString(),
    };
    store.writeJson(id, 'result.json', result);
    for (const { name } of trained) rmSync(candidateFile(store, id, name), { force: true });
    return result;
  } finally {
    model.dispose();
  }
}

/** The measured encoder E [N, M] over the training samples, how often each level occurs, and the decoding matrix. */
function writeEncoding(file: string, model: Model, data: Dataset, space: LabelSpace): void {
  const { train: indices } = data.split;
  const levels = Array.from(indices, (index) => space.quantize(data.samples[index].value));
  const { values, counts, width } = measuredEncoder(predictCodes(model, data, space, indices), levels, space.levels);
  const tensors = new Map<string, StoredTensor>([
    ['measured_encoder', { shape: [space.levels, width], values }],
    ['counts', { shape: [space.levels], values: Float32Array.from(counts) }],
  ]);
  for (const { group, variable } of model.parameters) {
    if (group === 'decoding')
      tensors.set('decoding', { shape: variable.shape, values: variable.dataSync() as Float32Array });
  }
  const { encoding } = model.head;
  if (encoding) {
    tensors.set('fixed_code', { shape: [encoding.levels, encoding.width], values: Float32Array.from(encoding.bits) });
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

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
