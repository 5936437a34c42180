import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import type { Crop } from '../datasets/dataset';
import { squareAround } from '../datasets/layouts/landmarkListing';
import { layoutNamed } from '../datasets/layouts/registry';
import type { Unlabelled } from '../datasets/listing';
import type { DecodedImage, Region } from '../datasets/resize';
import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { readSafetensors } from '../files/safetensors';
import { requireArray, requireNumber, requireNumbers, requireObject, requireText } from '../input/check';
import type { Constants } from '../methods/method';
import { outputNames } from '../store/predictions';
import type { RunResult } from '../store/runRecord';
import { RunStore, requireStore } from '../store/store';
import { prepareSamples } from '../training/batches/samples';
import { assignAll } from '../training/checkpoint';
import { sampleValues } from '../training/evaluation';
import { fromGrid, truncates } from '../training/labelGrid';
import type { Model } from '../training/model';
import { labelGroups, rebuildModel } from './buildModel';
import { MODEL_FILE } from './finishRun';

/** A finished run's model, read back from its files. */
export interface LoadedModel {
  /** The run's configuration and errors. */
  readonly result: RunResult;
  /** Names of the outputs, in order: angle; yaw, pitch, roll; x0, y0, x1, y1, … */
  readonly outputs: readonly string[];
  /** Of what is predicted: degrees, years; landmarks: pixels of the image. */
  readonly unit: string;
  /** [height, width] of what the network sees of an image. */
  readonly imageSize: readonly [number, number];
  /**
   * Predicts on images of any size: each is cut and resized as the reader of the run's data would.
   * @param images R, G, B, 0…255, as `decodeImage` gives them.
   * @param crops the square of each image that is looked at, in its pixels: for landmarks the face's. Left out, or null: the
   * whole image.
   * @returns [images.length][outputs], in `unit`.
   * @throws RlelError for what is no image or square.
   */
  predict(images: readonly DecodedImage[], crops?: readonly (Crop | null)[]): number[][];
  /** Frees its tensors. */
  dispose(): void;
}

/**
 * Reads a finished run's model back: `loadModel('3f2a').predict([picture])`. Its method, network and benchmark have to be
 * registered.
 * @param run its name, or the first letters of it.
 * @param store where it lies; left out: `results` in the current folder.
 * @throws RlelError for a run that is not there, not done or damaged, or whose files do not hold all that its model needs.
 */
export function loadModel(run: string, store = new RunStore('results')): LoadedModel {
  const { model, result } = restoreModel(run, store);
  const { config } = result;
  const { task } = benchmarkNamed(config.benchmark);
  const groups = labelGroups(config);
  const truncated = truncates(config.training);
  const ofLandmarks = task === 'landmarks';
  const read = readerOf(result);
  return {
    result,
    outputs: outputNames(config),
    unit: ofLandmarks ? 'pixels' : result.unit,
    imageSize: model.imageSize,
    predict(images, crops) {
      requireImages(images, crops);
      if (images.length === 0) return [];
      const squares = images.map((image, i) => crops?.[i] ?? (ofLandmarks ? squareAround(image) : null));
      const inputs = images.map((image, i) => prepared(read, model.imageSize, image, squares[i], ofLandmarks));
      const columns = tf.tidy(() => {
        const [height, width] = model.imageSize;
        const all = tf.concat(inputs.map((input) => tf.tensor4d(input, [1, height, width, 3])));
        return model.evaluate(all as tf.Tensor4D).levels.map((levels) => levels.dataSync()); // [L, K] a group
      });
      return images.map((_, k) => {
        const values = sampleValues(columns, groups, images.length, k);
        return [...fromGrid(values, { crop: (ofLandmarks && squares[k]) || undefined }, truncated)];
      });
    },
    dispose: () => model.dispose(),
  };
}

/** A finished run's model with its weights; the caller disposes it. @throws as `loadModel`. */
export function restoreModel(run: string, store: RunStore): { model: Model; result: RunResult } {
  requireText(run, 'loadModel: run');
  requireStore(store, 'loadModel');
  const id = store.find(run);
  const result = store.result(id);
  if (!result) throw new RlelError(`Run ${id} is not done: it has no model yet. The command that started it goes on.`);
  const file = path.join(store.folder(id), MODEL_FILE);
  const { tensors, metadata } = readSafetensors(file);
  if (metadata.configuration !== id)
    throw new RlelError(`${file}: the model of run ${metadata.configuration}, not of ${id}. Make the run again.`);
  const constants = JSON.parse(metadata.constants ?? '{}') as Record<string, Constants | undefined>;
  let model: Model;
  try {
    model = rebuildModel(result.config, result.chosen, constants);
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    throw new RlelError(`Run ${id}: ${error.message}`);
  }
  try {
    assignAll(model.state, tensors, file);
    requireSameCodes(model, path.join(store.folder(id), 'encoding.safetensors'));
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model, result };
}

/** A fixed code is made anew from its settings. @throws RlelError where it is not the one that the run was trained with. */
function requireSameCodes(model: Model, file: string): void {
  if (!model.groups.some(({ head }) => head.encoding)) return;
  const { tensors } = readSafetensors(file);
  for (const { name, head } of model.groups) {
    const stored = tensors.get(`${name}.fixed_code`)?.values;
    if (head.encoding && stored && Array.from(head.encoding.values).some((bit, i) => bit !== stored[i])) {
      throw new RlelError(
        `${file}: this version of the kit makes another code than the run was trained with. Make the run again ("rlel run … --fresh"), or take the commit in its result.json.`,
      );
    }
  }
}

/** @throws RlelError where the layout of the run's data reads no single images. */
function readerOf({ run, config }: RunResult): Unlabelled {
  const { format } = config.data;
  const { unlabelled } = layoutNamed(format);
  if (unlabelled) return unlabelled;
  throw new RlelError(
    `Run ${run}: its data set, ${format}, does not say how an image without labels is read. A layout of one's own says it with "unlabelled" (docs/extending.md).`,
  );
}

/** What the network sees of an image: float32 [height, width, 3]. */
function prepared(
  read: Unlabelled,
  imageSize: readonly [number, number],
  image: DecodedImage,
  square: Crop | null,
  ofLandmarks: boolean,
): Float32Array {
  const { width, height, pixels } = read(image, imageSize, square ? regionOf(square) : undefined);
  const preparation = {
    imageShape: [height, width, 3] as const,
    imageSize,
    mirror: [],
    augmentation: 'none' as const,
    truncated: false,
  };
  const sample = { index: 0, values: [], crop: ofLandmarks && square ? square : undefined };
  return prepareSamples(preparation, (_, into) => into.set(pixels), { samples: [sample], random: null }).images;
}

const regionOf = ({ centre: [x, y], side }: Crop): Region => ({
  left: x - side / 2,
  top: y - side / 2,
  right: x + side / 2,
  bottom: y + side / 2,
});

function requireImages(images: readonly DecodedImage[], crops: readonly (Crop | null)[] = []): void {
  requireArray(images, 'predict: images');
  requireArray(crops, 'predict: crops');
  if (crops.length > 0 && crops.length !== images.length)
    throw new RlelError(`predict: ${crops.length} crops for ${images.length} images, expected as many, or none.`);
  for (const image of images) {
    requireObject(image, 'predict: an image', ['width', 'height', 'pixels'], 'an image, as decodeImage gives it,');
    const { width, height, pixels } = image;
    if (!(width > 0) || !(height > 0) || pixels?.length !== 3 * width * height)
      throw new RlelError(`predict: an image of ${width} × ${height}: expected ${3 * width * height} pixels’ values.`);
  }
  for (const crop of crops) {
    if (crop === null) continue;
    requireObject(crop, 'predict: a crop', ['centre', 'side']);
    requireNumbers(crop.centre, 'predict: a crop’s centre', 2);
    requireNumber(crop.side, 'predict: a crop’s side', 1);
  }
}
