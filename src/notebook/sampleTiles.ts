import { benchmarkNamed, settingsOf } from '../benchmarks/registry';
import { ensureTwin } from '../data/twins';
import { spreadSamples, withListing } from '../data/withListing';
import type { ListedSample, Listing } from '../datasets/listing';
import { cropResize, type DecodedImage } from '../datasets/resize';
import type { TwinPlan } from '../datasets/twins/registry';
import { RlelError } from '../errors';
import { requireInteger, requireOptions, requireTextOrNone } from '../input/check';
import { byError, type Evidence } from '../report/evidence';
import { PREDICTION, TRUTH } from '../report/landmarkDots';
import { requireEvidence } from '../report/requireStudy';
import { notebookProfile, shortPath } from './settings';
import type { Tile } from './showGallery';
import { withBar } from './withBar';

/** How many pictures, and of which data. */
export interface TileOptions {
  /** Left out: 10. */
  readonly count?: number;
  /** The user's data folder; left out, or null: the synthetic twin, which is drawn if it is not there. */
  readonly data?: string | null;
  /** Images of one's own: the CSV of their labels; left out, or null: labels.csv in the folder. */
  readonly labels?: string | null;
}

function tileOptions(options: TileOptions, who: string): Required<TileOptions> {
  requireOptions(options, `${who}: options`, [], ['count', 'data', 'labels']);
  const { count = 10, data = null, labels = null } = options;
  requireInteger(count, `${who}: count`, 1);
  requireTextOrNone(data, `${who}: data`);
  requireTextOrNone(labels, `${who}: labels`);
  return { count, data, labels };
}

/** Images spread over a benchmark's data, with their labels: a caption, or green dots for landmarks. */
export async function sampleTiles(benchmark: string, options: TileOptions = {}): Promise<Tile[]> {
  benchmarkNamed(benchmark);
  const { count, data, labels } = tileOptions(options, 'sampleTiles');
  const folder = data ?? (await twin(benchmark, twinOf(benchmark)));
  const work = (listing: Listing) =>
    Promise.all(
      spreadSamples(listing, count).map((sample) =>
        tile(listing, sample, numbers(sample.values, listing), [{ values: sample.values, colour: TRUTH }]),
      ),
    );
  return withListing(benchmark, folder, work, labels);
}

/** Test images of a run, from the lowest error to the highest: truth → prediction, landmarks in green and orange. */
export async function predictionTiles(run: Evidence, options: TileOptions = {}): Promise<Tile[]> {
  requireEvidence([run], 'predictionTiles');
  const { count, data, labels } = tileOptions(options, 'predictionTiles');
  const { config, test, sampleErrors, result } = run;
  if (!data && config.data.source !== 'twin') {
    throw new RlelError(
      'predictionTiles: the run is not of a synthetic twin. Name its data folder, as in { data: "FOLDER" }.',
    );
  }
  const folder =
    data ?? (await twin(config.benchmark, config.data.twin ? { ...config.data.twin, seed: config.seed } : null));
  const work = (listing: Listing) => {
    const samples = new Map(listing.samples.map((sample) => [sample.id, sample]));
    return Promise.all(
      byError(run, count).map((at) => {
        const { image, truth, prediction } = test[at];
        const sample = samples.get(image);
        if (!sample) throw new RlelError(`${shortPath(folder)}: no image ${image}, which the run was tested on.`);
        const caption = sample.crop
          ? `error ${sampleErrors[at].toFixed(1)} ${result.unit}`
          : `${numbers(truth, listing)} → ${numbers(prediction, listing)}`;
        const points = [
          { values: truth, colour: TRUTH },
          { values: prediction, colour: PREDICTION },
        ];
        return tile(listing, sample, caption, points);
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

/** Pixels of a face's square, and how much of what is around it is shown. */
const [SIDE, AROUND] = [200, 1.3];

/** The whole image; of an image with landmarks the face's square and a little around. */
async function tile(
  listing: Listing,
  sample: ListedSample,
  caption: string,
  points: NonNullable<Tile['points']>,
): Promise<Tile> {
  const { picture } = await listing.read(sample);
  const { crop } = sample;
  if (!crop) return { picture, caption };
  const half = (AROUND * crop.side) / 2;
  const [left, top] = [crop.centre[0] - half, crop.centre[1] - half];
  const region = { left, top, right: left + 2 * half, bottom: top + 2 * half };
  const face: DecodedImage = { width: SIDE, height: SIDE, pixels: cropResize(picture, region, [SIDE, SIDE]) };
  const moved = points.map(({ values, colour }) => ({
    values: values.map((value, i) => ((value - (i % 2 === 0 ? left : top)) * SIDE) / (2 * half)),
    colour,
  }));
  return {
    picture: face,
    caption: sample.values.length > 6 && caption.length > 40 ? `${sample.values.length / 2} landmarks` : caption,
    points: moved,
  };
}
