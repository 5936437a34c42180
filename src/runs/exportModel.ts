import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import { servedModel } from '../engine/graph/served';
import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { requireText } from '../input/check';
import { Random } from '../random/random';
import { outputNames } from '../store/predictions';
import { RunStore } from '../store/store';
import type { Model } from '../training/model';
import { labelGroups } from './buildModel';
import { restoreModel } from './loadModel';

/** A model that was exported, and how far it agrees with the run's. */
export interface Exported {
  readonly run: string;
  readonly folder: string;
  /** Largest difference between its outputs and the model's, as a share of the label's range. */
  readonly difference: number;
}

/** Differences that rounding explains: kernels differ in their last bits. */
const TOLERANCE = 1e-4;
/** Images of noise that both compute. */
const CHECKED = 3;
const INPUT = 'images';

/**
 * Writes a finished run's model as a TensorFlow SavedModel with a serving signature: float32 `images` [K, height, width, 3],
 * 0…255, as the network sees them → for each group of outputs [K, outputs], in the label's unit (landmarks: on a grid of
 * 256 over the square). `rlel.json` beside it says all that. It is loaded again, and its outputs compared, before it
 * appears.
 * @param folder that is not there, or empty.
 * @param store where the run lies; left out: `results` in the current folder.
 * @throws RlelError as `loadModel`; where the folder holds something, the model cannot become a graph, or outputs differ.
 */
export async function exportModel(run: string, folder: string, store = new RunStore('results')): Promise<Exported> {
  requireText(run, 'exportModel: run');
  requireText(folder, 'exportModel: folder');
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new RlelError(`${folder}: is there and not empty. Give a folder that is not there.`);
  const { model, result } = restoreModel(run, store);
  const draft = `${folder}.tmp-${process.pid}`;
  try {
    const groups = labelGroups(result.config);
    const values = (images: tf.Tensor): tf.Tensor[] =>
      model
        .evaluate(images as tf.Tensor4D)
        .levels.map((levels, g) =>
          tf.add(tf.mul(tf.transpose(levels), groups[g].space.step), groups[g].space.range[0]),
        );
    const graph = servedModel({
      shape: [...model.imageSize, 3],
      input: INPUT,
      outputs: groups.map(({ name, outputs }) => ({ name, shape: [outputs] })),
      variables: model.state.map(({ variable }) => variable),
      body: values,
    });
    writeFileAtomic(path.join(draft, 'saved_model.pb'), graph);
    const widths = groups.map(({ space }) => space.range[1] - space.range[0]);
    const difference = await largestDifference(model, values, draft, widths);
    const { config, metrics, metric, unit } = result;
    const { task } = benchmarkNamed(config.benchmark);
    const about = {
      run: result.run,
      ...{ benchmark: config.benchmark, method: config.method, seed: config.seed, data: config.data },
      test: { metric, error: metrics.test.error, unit },
      input: { name: INPUT, shape: [null, ...model.imageSize, 3], values: '0…255, as the network sees them' },
      outputs: groups.map(({ name, outputs }) => ({
        name,
        shape: [null, outputs],
        unit: task === 'landmarks' ? 'a grid of 256 over the square: x0, y0, x1, …' : unit,
      })),
      outputNames: outputNames(config),
      difference,
    };
    writeFileAtomic(path.join(draft, 'rlel.json'), `${JSON.stringify(about, null, 2)}\n`);
    rmSync(folder, { recursive: true, force: true }); // it is empty
    renameSync(draft, folder);
    return { run: result.run, folder, difference };
  } finally {
    model.dispose();
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Computes images of noise with both. @throws RlelError where the outputs differ by more than rounding. */
async function largestDifference(
  model: Model,
  values: (images: tf.Tensor) => tf.Tensor[],
  folder: string,
  widths: readonly number[],
): Promise<number> {
  const random = Random.from(1, 'export');
  const [height, width] = model.imageSize;
  const noise = Float32Array.from({ length: CHECKED * height * width * 3 }, () => random.integer(256));
  const images = tf.tensor4d(noise, [CHECKED, height, width, 3]);
  const wanted = tf.tidy(() => values(images).map((tensor) => tensor.dataSync()));
  const served = await tf.node.loadSavedModel(folder, ['serve'], 'serving_default');
  try {
    const outputs = served.predict({ [INPUT]: images }) as Record<string, tf.Tensor>;
    const found = model.groups.map(({ name }) => outputs[name].dataSync());
    tf.dispose(outputs);
    const differences = wanted.flatMap((own, g) =>
      Array.from(own, (value, i) => Math.abs(value - found[g][i]) / widths[g]),
    );
    const largest = Math.max(...differences);
    if (!(largest <= TOLERANCE))
      throw new RlelError(
        `The exported model's outputs differ from the run's by ${largest} of the range. It is not kept.`,
      );
    return largest;
  } finally {
    served.dispose();
    images.dispose();
  }
}
