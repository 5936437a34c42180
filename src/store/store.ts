import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import Papa from 'papaparse';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { makeFolder } from '../files/makeFolder';
import { systemError } from '../files/systemError';
import { requireArray, requireNumbers, requireObject, requireText, shown } from '../input/check';
import { suggestion } from '../input/suggestion';
import { outputNames, type Prediction, score } from './predictions';
import { readConfig, requireConfig, runId, storedConfig } from './runConfig';
import type { RunConfig, RunFailure, RunResult } from './runRecord';

/**
 * What a run's files are: a change that another kit would misread raises it. From 2 on, a configuration has its method's
 * and its network's own settings only, and says which of them the user changed.
 */
const FORMAT = 2;
const ADVICE = '"rlel runs verify" sets the run aside; then train it again.';

/** Runs in folders `runs/<id>/`; a run is done when it has a result.json. */
export class RunStore {
  /** Says which format the store has. */
  private readonly marker: string;

  /**
   * @param root the results folder; it need not be there.
   * @throws RlelError when it is a file, cannot be looked into, or a version of the kit has written it whose runs this one
   * would misread.
   */
  constructor(readonly root: string) {
    if (typeof root !== 'string' || root === '')
      throw new RlelError(`Results folder ${JSON.stringify(root)}: expected a folder's path.`);
    this.marker = path.join(root, 'store.json');
    requireFolderOrNothing(root);
    if (!existsSync(this.marker)) return;
    const { format } = readJson(this.marker, 'Remove it if no newer version of the kit wrote here.') as {
      format: number;
    };
    if (format > FORMAT) {
      throw new RlelError(
        `${root}: a newer version of the kit has written here (format ${format}, this one knows ${FORMAT}). Update the kit, or give another folder (--results).`,
      );
    }
    if (format < FORMAT) {
      throw new RlelError(
        `${root}: an older version of the kit has written here (format ${format}, this one reads ${FORMAT}): its runs do not say which settings were the user's. Its report is still good, and the commit in each run's result.json reads them. Move the folder's "runs" and "store.json" elsewhere, or give another folder (--results).`,
      );
    }
  }

  folder(id: string): string {
    requireText(id, 'A run');
    return path.join(this.root, 'runs', id);
  }

  /** Every run's name, done or not. */
  ids(): string[] {
    const runs = path.join(this.root, 'runs');
    return requireFolderOrNothing(runs)
      .filter((id) => /^[0-9a-f]{16}$/.test(id))
      .sort();
  }

  /** @throws RlelError when there is none or more than one run whose name starts so. */
  find(prefix: string): string {
    const ids = this.ids();
    const found = ids.filter((id) => id.startsWith(prefix));
    if (found.length !== 1) {
      const starts = ids.map((id) => id.slice(0, String(prefix).length));
      const near = found.length > 0 ? ` They are ${found.join(', ')}.` : suggestion(String(prefix), starts);
      throw new RlelError(
        `Run "${prefix}": ${found.length} such runs in ${this.root}, expected one.${near} "rlel runs" lists them.`,
      );
    }
    return found[0];
  }

  config(id: string): RunConfig {
    return readConfig(this.readJson(id, 'config.json') as RunConfig);
  }

  writeConfig(id: string, config: RunConfig): void {
    requireConfig(config, 'RunStore.writeConfig');
    this.writeJson(id, 'config.json', storedConfig(config));
  }

  /** A run that has a result is done: it is written last. */
  writeResult(result: RunResult): void {
    requireObject(result, 'RunStore.writeResult: result', ['run', 'config', 'metrics'], 'a run’s result');
    requireConfig(result.config, 'RunStore.writeResult');
    this.writeJson(result.run, 'result.json', { ...result, config: storedConfig(result.config) });
  }

  isDone(id: string): boolean {
    return existsSync(path.join(this.folder(id), 'result.json'));
  }

  /** null while the run is not done. @throws RlelError for a file that is damaged, or no result. */
  result(id: string): RunResult | null {
    if (!this.isDone(id)) return null;
    const result = this.readJson(id, 'result.json') as Partial<RunResult> | null;
    if (!result?.run || !result.config || !result.metrics)
      throw new RlelError(`${path.join(this.folder(id), 'result.json')}: not a run's result. ${ADVICE}`);
    return { ...(result as RunResult), config: readConfig(result.config) };
  }

  /** What the last attempt at a run ended in; null: nothing, or it is under way or done. */
  failure(id: string): RunFailure | null {
    return existsSync(path.join(this.folder(id), 'failure.json'))
      ? (this.readJson(id, 'failure.json') as RunFailure)
      : null;
  }

  results(): RunResult[] {
    return this.ids()
      .map((id) => this.result(id))
      .filter((result) => result !== null);
  }

  writeJson(id: string, name: string, value: unknown): void {
    requireText(name, 'RunStore.writeJson: name');
    if (!existsSync(this.marker)) writeFileAtomic(this.marker, `${JSON.stringify({ format: FORMAT })}\n`);
    writeFileAtomic(path.join(this.folder(id), name), `${JSON.stringify(value, null, 2)}\n`);
  }

  writeCsv(id: string, name: string, rows: readonly object[]): void {
    requireText(name, 'RunStore.writeCsv: name');
    requireArray(rows, 'RunStore.writeCsv: rows');
    writeFileAtomic(path.join(this.folder(id), name), `${Papa.unparse([...rows], { newline: '\n' })}\n`);
  }

  /**
   * predictions.csv: image, split, subsets, and for each output its truth and, as `NAME_predicted`, its prediction.
   * @param names of the outputs.
   */
  writePredictions(id: string, names: readonly string[], predictions: readonly Prediction[]): void {
    requireArray(names, 'RunStore.writePredictions: names', 1);
    requireArray(predictions, 'RunStore.writePredictions: predictions');
    for (const one of predictions) requirePrediction(one, names.length);
    const fields = ['image', 'split', 'subsets', ...names, ...names.map((name) => `${name}_predicted`)];
    const data = predictions.map(({ image, split, subsets, truth, prediction }) => [
      image,
      split,
      subsets.join(' '),
      ...truth,
      ...prediction,
    ]);
    writeFileAtomic(
      path.join(this.folder(id), 'predictions.csv'),
      `${Papa.unparse({ fields, data }, { newline: '\n' })}\n`,
    );
  }

  /** @throws RlelError naming the file and row of what is not a prediction. */
  predictions(id: string): Prediction[] {
    const file = path.join(this.folder(id), 'predictions.csv');
    if (!existsSync(file)) throw new RlelError(`${file}: not there; the run is not whole. Train it again.`);
    const { data } = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true });
    const outputs = outputNames(this.config(id)).length;
    return data.slice(1).map((cells, i): Prediction => {
      const [image, split, subsets, ...rest] = cells;
      const numbers = rest.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
      if (numbers.length !== 2 * outputs || !numbers.every(Number.isFinite)) {
        throw new RlelError(`${file}, row ${i + 2}: expected ${outputs} truths and as many predictions, all numbers.`);
      }
      if (split !== 'validation' && split !== 'test') {
        throw new RlelError(`${file}, row ${i + 2}: split "${split}", expected validation or test.`);
      }
      return {
        image,
        split,
        subsets: subsets === '' ? [] : subsets.split(' '),
        truth: numbers.slice(0, outputs),
        prediction: numbers.slice(outputs),
      };
    });
  }

  /** SHA-256 (hex) of a file of a run. */
  hash(id: string, name: string): string {
    requireText(name, 'RunStore.hash: name');
    const file = path.join(this.folder(id), name);
    try {
      return createHash('sha256').update(readFileSync(file)).digest('hex');
    } catch (error) {
      throw systemError(error, file);
    }
  }

  /** @throws RlelError when nothing can be written to the store. */
  requireWritable(): void {
    const probe = path.join(this.root, `.tmp-${hostname()}-${process.pid}`);
    writeFileAtomic(probe, '');
    rmSync(probe);
  }

  /** Moves a run's folder out of the way; nothing is deleted. @returns where it is now. */
  setAside(id: string): string {
    const folder = this.folder(id);
    try {
      const aside = path.join(this.root, 'set-aside');
      makeFolder(aside);
      let target = path.join(aside, id);
      for (let copy = 2; existsSync(target); copy++) target = path.join(aside, `${id}-${copy}`);
      renameSync(folder, target);
      return target;
    } catch (error) {
      throw systemError(error, folder);
    }
  }

  /**
   * Compares the files with their recorded hashes, and computes the metrics again from the stored predictions and the
   * run's name from its configuration.
   * @returns what does not agree; empty when all does.
   * @throws RlelError for a file that cannot be read.
   */
  verify(id: string): string[] {
    return this.inspect(id).problems;
  }

  /** `verify`, with the predictions that it read: none where a file is missing. */
  inspect(id: string): { problems: string[]; predictions: Prediction[] } {
    const result = this.result(id);
    if (!result) return { problems: [`${this.folder(id)}: the run is not done.`], predictions: [] };
    const files = Object.entries(result.files ?? {});
    const there = files.filter(([name]) => existsSync(path.join(this.folder(id), name)));
    const missing = files.filter((file) => !there.includes(file));
    const changed = there.filter(([name, recorded]) => this.hash(id, name) !== recorded);
    const problems = [
      ...missing.map(([name]) => `${name} is missing.`),
      ...changed.map(([name]) => `${name} is not the file that the run wrote.`),
    ];
    if (missing.length > 0) return { problems, predictions: [] };
    const config = this.config(id);
    if (runId(config) !== id) problems.push(`config.json belongs to run ${runId(config)}, not to ${id}.`);
    if (runId(result.config) !== id)
      problems.push(`result.json's configuration belongs to run ${runId(result.config)}.`);
    const predictions = this.predictions(id);
    const computed = score(config, predictions);
    for (const split of ['validation', 'test'] as const) {
      const [now, recorded] = [computed[split], result.metrics[split]];
      if (now.count !== recorded.count) {
        problems.push(`${split}: ${now.count} predictions, result.json says ${recorded.count}.`);
      } else if (!(Math.abs(now.error - recorded.error) <= 1e-9 * Math.max(1, recorded.error))) {
        problems.push(
          `${split}: ${result.metric} is ${now.error} by the predictions, ${recorded.error} in result.json.`,
        );
      }
    }
    return { problems, predictions };
  }

  private readJson(id: string, name: string): unknown {
    return readJson(path.join(this.folder(id), name), ADVICE);
  }
}

/** What lies in a folder of the store; nothing where it is not there. @throws RlelError when it is a file, or closed. */
function requireFolderOrNothing(folder: string): string[] {
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (!found) return [];
    if (found.isDirectory()) return readdirSync(folder);
  } catch (error) {
    throw systemError(error, folder);
  }
  throw new RlelError(`${folder}: not a folder. Give another results folder (--results; in notebooks RLEL_RESULTS).`);
}

function readJson(file: string, advice: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RlelError(`${file}: cannot be read (${(error as Error).message}). ${advice}`);
  }
}

/** @throws RlelError unless it is a store. */
export function requireStore(store: unknown, who: string): void {
  if (!(store instanceof RunStore))
    throw new RlelError(`${who}: ${shown(store)}, expected a store: new RunStore(FOLDER).`);
}

/** @throws RlelError unless it is a prediction of so many outputs. */
function requirePrediction(prediction: Prediction, outputs: number): void {
  requireObject(prediction, 'A prediction', ['image', 'split', 'subsets', 'truth', 'prediction']);
  requireArray(prediction.subsets, 'A prediction: subsets');
  requireNumbers(prediction.truth, 'A prediction: truth', outputs);
  requireNumbers(prediction.prediction, 'A prediction: prediction', outputs, 'NaN');
}
