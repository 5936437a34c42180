import path from 'node:path';
import { benchmarkNamed } from '../../src/benchmarks/registry';
import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import type { DataIdentity } from '../../src/data/dataIdentity';
import { type StoredTensor, writeSafetensors } from '../../src/files/safetensors';
import { STORED_FILES } from '../../src/runs/finishRun';
import type { Prediction } from '../../src/store/predictions';
import { outputNames, score } from '../../src/store/predictions';
import { runConfig, runId } from '../../src/store/runConfig';
import type { RunResult } from '../../src/store/runRecord';
import type { RunStore } from '../../src/store/store';
import { TASKS } from '../../src/training/tasks';

/** A run as a finished training would leave it, with an error of one's choice. */
export interface FakeRun extends Pick<RunRequest, 'benchmark' | 'method' | 'seed'> {
  /** Every prediction is off by this much. */
  readonly error: number;
  readonly profile?: string;
  readonly source?: 'twin' | 'open' | 'official';
  readonly fingerprint?: string;
  /** Of data that are there, in place of made-up ones. */
  readonly data?: DataIdentity;
  /** Images of a validation set of 4 and a test set of 16; else made-up names. */
  readonly images?: readonly string[];
  readonly change?: Partial<RunRequest>;
  /** The change counts as the profile's own settings of the time. */
  readonly usual?: boolean;
  /** Measured encoder, row-major [levels, width]; else one that is linear. */
  readonly encoder?: { readonly levels: number; readonly width: number; readonly values: readonly number[] };
  readonly trainings?: number;
  readonly seconds?: number;
  readonly parameters?: number;
  /** The constant predictor's error. */
  readonly constant?: number;
  /** Left out: the run does not say it. */
  readonly learned?: boolean;
  /** Left out: the run does not say it. */
  readonly effectiveBeta?: number;
  readonly bitNoise?: RunResult['bitNoise'];
  /** Training samples of each level of the encoder; left out: the run does not say it. */
  readonly counts?: readonly number[];
}

const FORMATS: Record<string, string> = { PN: 'driving', AE1: 'morph2', AE2: 'afad', LFH2: 'biwi' };
const linear = { levels: 8, width: 2, values: Array.from({ length: 16 }, (_, i) => i >> 1) };

/** Writes a run to a store. @returns its name. */
export function fakeRun(store: RunStore, run: FakeRun): string {
  const {
    benchmark,
    method,
    seed,
    error,
    profile = 'quick',
    source = 'twin',
    fingerprint = 'f',
    encoder = linear,
  } = run;
  const request: RunRequest = { benchmark, method, profile, seed, ...run.change };
  const data = run.data ?? { source, format: FORMATS[benchmark] ?? 'driving', fingerprint, split: 's' };
  const asked = runConfig(request, resolveSettings(request), data);
  const config = run.usual ? { ...asked, changes: {} } : asked;
  const id = runId(config);
  const names = outputNames(config);
  const predictions = Array.from({ length: 20 }, (_, i): Prediction => {
    const truth = names.map((_, k) => 20 + i + k);
    const split = i < 4 ? 'validation' : 'test';
    return {
      image: run.images?.[i] ?? `${i}.jpg`,
      split,
      subsets: [],
      truth,
      prediction: truth.map((value) => value + error),
    };
  });
  store.writeJson(id, 'config.json', config);
  store.writeJson(id, 'environment.json', { cpu: 'a processor', device: 'cpu', threads: '1' });
  store.writeCsv(id, 'history.csv', [
    { candidate: method, epoch: 0, loss: 2, learningRate: 0.1, validationError: 2 * error, testError: '' },
    { candidate: method, epoch: 1, loss: 1, learningRate: 0.1, validationError: error, testError: '' },
  ]);
  store.writePredictions(id, names, predictions);
  const { levels, width } = encoder;
  const tensors = new Map<string, StoredTensor>();
  for (const { name } of config.labels) {
    tensors.set(`${name}.0.encoder`, { shape: [levels, width], values: Float32Array.from(encoder.values) });
    if (run.counts) tensors.set(`${name}.0.counts`, { shape: [levels], values: Float32Array.from(run.counts) });
    tensors.set(`${name}.0.decoding`, { shape: [width, levels], values: Float32Array.from(encoder.values) });
  }
  writeSafetensors(path.join(store.folder(id), 'encoding.safetensors'), tensors, {});
  writeSafetensors(path.join(store.folder(id), 'model.safetensors'), new Map(), {});
  const { metric, unit } = TASKS[benchmarkNamed(benchmark).task];
  const result: RunResult = {
    run: id,
    config,
    metric,
    unit: unit ?? 'units',
    metrics: { ...score(config, predictions), constant: { error: run.constant ?? 10 } },
    candidates: [],
    chosen: method,
    trainings: run.trainings ?? (method === 'bel' ? 2 : 1),
    parameters: run.parameters ?? 100,
    commit: 'abc',
    files: Object.fromEntries(STORED_FILES.map((name) => [name, store.hash(id, name)])),
    effectiveBeta: run.effectiveBeta,
    bitNoise: run.bitNoise,
    seconds: run.seconds ?? (method === 'bel' ? 20 : 10),
    ...(run.learned === undefined ? {} : { learned: { share: 0.5, plateau: 0, learned: run.learned } }),
    finishedAt: `2026-01-0${seed}T00:00:00.000Z`,
  };
  store.writeJson(id, 'result.json', result);
  return id;
}

/** All methods on three benchmarks with three seeds; RLEL is best by far. */
export function fakeStudy(store: RunStore): void {
  const errors = { direct: 5, multiclass: 8, sa: 6, ae: 5.5, lel: 4.5, bel: 4.05, rlel: 4 };
  for (const benchmark of ['PN', 'AE1', 'AE2']) {
    for (const [method, error] of Object.entries(errors)) {
      for (const seed of [1, 2, 3]) fakeRun(store, { benchmark, method, seed, error: error + 0.05 * seed });
    }
  }
}
