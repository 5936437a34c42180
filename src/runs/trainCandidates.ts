import { existsSync } from 'node:fs';
import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import { graphsWanted } from '../engine/graph/setting';
import { RlelError } from '../errors';
import { readSafetensors, type StoredTensor, writeSafetensors } from '../files/safetensors';
import { methodNamed } from '../methods/registry';
import { loadWeights } from '../networks/weights';
import { mean } from '../statistics/moments';
import { runId } from '../store/runConfig';
import type { Candidate, RunConfig } from '../store/runRecord';
import type { RunStore } from '../store/store';
import type { Reading } from '../training/batches/batches';
import { Checkpoints } from '../training/checkpoint';
import { noise, predict, sampleErrors } from '../training/evaluation';
import type { Epoch, Position } from '../training/loop';
import { train } from '../training/loop';
import { openTrainer } from '../training/runner/open';
import { totalOf } from '../training/workTime';
import { buildModel } from './buildModel';
import { environment } from './environment';
import type { RunHooks } from './runHooks';
import { TrainingLog } from './trainingLog';

/** A trained candidate, as its safetensors file's metadata hold it. */
export interface Trained extends Candidate {
  readonly history: readonly Epoch[];
  /** Of its steps and evaluations, over all sessions. */
  readonly seconds: number;
  /** Of its steps, and of those in which it waited for its batches. Files of older versions have none. */
  readonly time?: { readonly steps: number; readonly waiting: number };
}

export const candidateFile = (store: RunStore, id: string, name: string): string =>
  path.join(store.folder(id), `candidate-${name}.safetensors`);

export async function trainCandidates(
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
  const { data } = reading;
  const { task } = benchmarkNamed(config.benchmark);
  const model = buildModel(config, name, reading);
  if (hooks.weightsFile) loadWeights(model.state, hooks.weightsFile, hooks.warn);
  const folder = path.join(store.folder(id), `checkpoints-${name}`);
  const checkpoints = new Checkpoints<Position>(folder, `${id}/${name}`, hooks.warn);
  const log = new TrainingLog(store.root, config, name);
  const trainer = openTrainer(model, reading, hooks.warn);
  if (trainer.compiled !== graphsWanted()) {
    store.writeJson(id, 'environment.json', environment(data.folder, trainer.compiled));
  }
  try {
    const { history, selectedEpoch, work } = await train({
      model,
      trainer,
      task,
      reading,
      config: reading.config,
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
    const augment = noise(config.training, config.seed);
    const predictions = await predict(trainer, reading, validation, augment, work.evaluation);
    const steps = totalOf(work.steps);
    const trained: Trained = {
      name,
      validationError: mean(sampleErrors(task, data, validation, predictions)),
      selectedEpoch,
      history,
      seconds: steps.seconds + totalOf(work.evaluation).seconds,
      time: { steps: steps.seconds, waiting: steps.waited },
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
    trainer.dispose();
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

export function writeHistory(
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
