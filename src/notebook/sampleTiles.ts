import { benchmarkNamed, settingsOf } from '../benchmarks/registry';
import { ensureTwin } from '../data/twins';
import { spreadSamples, withListing } from '../data/withListing';
import type { ListedSample, Listing } from '../datasets/listing';
import { cropResize, type DecodedImage } from '../datasets/resize';
import { isTwin, type TwinPlan } from '../datasets/twins/registry';
import { RlelError } from '../errors';
import { requireInteger, requireOptions, requireTextOrNone } from '../input/check';
import type { Task } from '../losses/rlel';
import { byError, type Evidence } from '../report/evidence';
import { PREDICTION, TRUTH } from '../report/landmarkDots';
import { intervalHalfWidth } from '../report/predictionInterval';
import { kindOf, type LabelKind, predictionMarks, type ShownSize } from '../report/predictionMarks';
import { requireEvidence } from '../report/requireStudy';
import { valueScale } from '../report/valueScale';
import { outputNames } from '../store/predictions';
import { notebookProfile, shortPath } from './settings';
import type { Tile } from './showGallery';
import { withBar } from './withBar';

/** How many pictures, and of which data. */
export interface TileOptions {
  /** Left out: as many as fill two rows, or three: 6 to 9. */
  readonly count?: number;
  /** The user's data folder; left out, or null: the synthetic twin, which is drawn if it is not there. */
  readonly data?: string | null;
  /** Images of one's own: the CSV of their labels; left out, or null: labels.csv in the folder. */
  readonly labels?: string | null;
}

/** What pictures are shown in, pixels: four, or three, fill a row. Wide ones are roads; faces with landmarks are large. */
const [ROOM, WIDE_ROOM, FACE_ROOM] = [
  [206, 206],
  [278, 200],
  [278, 278],
] as const;
/** Pictures that fill rows. */
const COUNTS: Partial<Record<Task, number>> = { landmarks: 6, steering: 9 };

function tileOptions(options: TileOptions, who: string, task: Task): Required<TileOptions> {
  requireOptions(options, `${who}: options`, [], ['count', 'data', 'labels']);
  const { count = COUNTS[task] ?? 8, data = null, labels = null } = options;
  requireInteger(count, `${who}: count`, 1);
  requireTextOrNone(data, `${who}: data`);
  requireTextOrNone(labels, `${who}: labels`);
  return { count, data, labels };
}

/** Images spread over a benchmark's data, with their labels drawn in green, and in words but for landmarks. */
export async function sampleTiles(benchmark: string, options: TileOptions = {}): Promise<Tile[]> {
  const { task } = benchmarkNamed(benchmark);
  const { count, data, labels } = tileOptions(options, 'sampleTiles', task);
  const folder = data ?? (await twin(benchmark, twinOf(benchmark)));
  const kind: LabelKind = {
    task,
    names: outputNames(settingsOf(benchmark, notebookProfile())),
    isTwin: isTwin(folder),
  };
  const work = (listing: Listing) =>
    Promise.all(
      spreadSamples(listing, count).map((sample) => {
        const words = sample.crop ? `${sample.values.length / 2} landmarks` : numbers(sample.values, listing);
        return tile(listing, sample, words, (values, size) =>
          predictionMarks(kind, [{ values: values(sample.values), colour: TRUTH }], size),
        );
      }),
    );
  return withListing(benchmark, folder, work, labels);
}

/**
 * Test images of a run, from the lowest error to the highest, with truth (green) and prediction (orange): landmarks with a
 * line between, head pose as axes, steering as arcs, another single value on a scale, with the interval that holds 90 % of
 * truths (`intervalHalfWidth`).
 */
export async function predictionTiles(run: Evidence, options: TileOptions = {}): Promise<Tile[]> {
  requireEvidence([run], 'predictionTiles');
  const { config, result } = run;
  const kind = kindOf(config);
  const { count, data, labels } = tileOptions(options, 'predictionTiles', kind.task);
  if (!data && !kind.isTwin) {
    throw new RlelError(
      'predictionTiles: the run is not of a synthetic twin. Name its data folder, as in { data: "FOLDER" }.',
    );
  }
  const folder =
    data ?? (await twin(config.benchmark, config.data.twin ? { ...config.data.twin, seed: config.seed } : null));
  const hasScale = kind.task === 'age' || kind.task === 'regression';
  const halfWidth = hasScale ? intervalHalfWidth(run) : null;
  const [{ range }] = config.labels;
  const work = (listing: Listing) => {
    const samples = new Map(listing.samples.map((sample) => [sample.id, sample]));
    return Promise.all(
      byError(run, count).map(({ image, truth, prediction, error }) => {
        const sample = samples.get(image);
        if (!sample) throw new RlelError(`${shortPath(folder)}: no image ${image}, which the run was tested on.`);
        const spread = halfWidth === null ? '' : ` ± ${numbers([halfWidth], listing)}`;
        const words = sample.crop
          ? `error ${error.toFixed(1)} ${result.unit}`
          : `${numbers(truth, listing)} → ${numbers(prediction, listing)}${spread}`;
        return tile(listing, sample, words, (values, size) => {
          const sets = [
            { values: values(truth), colour: TRUTH },
            { values: values(prediction), colour: PREDICTION },
          ];
          const scale = { range, truth: truth[0], prediction: prediction[0], halfWidth };
          return predictionMarks(kind, sets, size) + (hasScale ? valueScale(scale, size) : '');
        });
      }),
    );
  };
  return withListing(config.benchmark, folder, work, labels);
}

/** The twin of the first seed. */
function twinOf(benchmark: string): TwinPlan | null {
  const { twin } = settingsOf(benchmark, notebookProfile());
  return twin && { ...twin, seed: 1 };
}

const twin = (benchmark: string, plan: TwinPlan | null): Promise<string> =>
  withBar(`${benchmark}, data`, (tell) => ensureTwin(benchmark, plan, tell));

/** Whole numbers; labels of any unit to three digits. */
const numbers = (values: readonly number[], { proposed }: Listing): string =>
  values.map((value) => String((proposed ? Number(value.toPrecision(3)) : Math.round(value)) || 0)).join(', ');

/** Pixels of a face's square. */
const SIDE = 300;

/**
 * The whole image; of an image with landmarks the face's square, in which there is room around them.
 * @param marks what is drawn over it. Its `values` puts landmarks where they are in what is shown.
 */
async function tile(
  listing: Listing,
  sample: ListedSample,
  caption: string,
  marks: (values: (of: readonly number[]) => readonly number[], size: ShownSize) => string,
): Promise<Tile> {
  const { picture } = await listing.read(sample);
  const { crop } = sample;
  if (!crop) {
    const room = picture.width > 1.5 * picture.height ? WIDE_ROOM : ROOM;
    return { picture, caption, room, over: (size) => marks((values) => values, size) };
  }
  const half = crop.side / 2;
  const [left, top] = [crop.centre[0] - half, crop.centre[1] - half];
  const region = { left, top, right: left + 2 * half, bottom: top + 2 * half };
  const face: DecodedImage = { width: SIDE, height: SIDE, pixels: cropResize(picture, region, [SIDE, SIDE]) };
  const moved = (values: readonly number[]): number[] =>
    values.map((value, i) => ((value - (i % 2 === 0 ? left : top)) * SIDE) / (2 * half));
  return { picture: face, caption, room: FACE_ROOM, over: (size) => marks(moved, size) };
}
