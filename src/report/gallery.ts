import sharp, { type OverlayOptions } from 'sharp';
import { twinFolder } from '../data/twins';
import { withListing } from '../data/withListing';
import { isTwin } from '../datasets/twins/registry';
import { methodTitle } from './colours';
import type { Picture } from './document';
import { benchmarksOf, byError, type Evidence, type Study, tableRuns } from './evidence';
import { PREDICTION, TRUTH } from './landmarkDots';
import { photograph, resized } from './output/imageFile';
import { kindOf, type LabelKind, predictionMarks, type ShownSize } from './predictionMarks';
import { dataOf, nameIn, sourceWord } from './studyText';

const METHOD = 'rlel';
const COLUMNS = 6;
const [WIDTH, HEIGHT, LABEL, GAP] = [190, 130, 80, 6];

/** A test sample with its error, from the lowest to the highest of a run. */
interface Shown {
  readonly benchmark: string;
  readonly kind: LabelKind;
  readonly image: string;
  readonly truth: readonly number[];
  readonly prediction: readonly number[];
  readonly error: number;
}

/** Test images with truth and prediction, by the first seed of RLEL: a row a benchmark. A string: why there is none. */
export async function gallery(study: Study): Promise<Picture | string> {
  if (sourceWord(study) !== 'twin') {
    return 'Gallery: images are shown of synthetic twins only; real ones are not for passing on.';
  }
  const rows: { shown: Shown[]; folder: string }[] = [];
  for (const benchmark of benchmarksOf(study.runs)) {
    const [run] = tableRuns(study, benchmark, METHOD);
    const twin = run?.config.data.twin;
    if (!twin) continue;
    const { seed, trainFraction } = run.config;
    const folder = twinFolder(benchmark, { ...twin, seed });
    const isShown = trainFraction < 1 && rows.some((row) => row.folder === folder); // a part of another's training set
    if (isTwin(folder) && !isShown) rows.push({ shown: spread(run), folder });
  }
  if (rows.length === 0) return `Gallery: needs runs of ${methodTitle(METHOD)}, and their twins in data/.`;
  const tiles: OverlayOptions[] = [];
  for (const [row, { shown, folder }] of rows.entries()) {
    const top = row * (HEIGHT + GAP);
    tiles.push({ input: svg(LABEL, HEIGHT, text(4, HEIGHT / 2, shown[0].benchmark, '#000', 15)), left: 0, top });
    const inputs = await pictures(shown, folder);
    inputs.forEach((input, column) => {
      tiles.push({ input, left: LABEL + column * (WIDTH + GAP), top });
    });
  }
  const width = LABEL + COLUMNS * (WIDTH + GAP) - GAP;
  const height = rows.length * (HEIGHT + GAP) - GAP;
  const image = await photograph(
    sharp({ create: { width, height, channels: 3, background: 'white' } }).composite(tiles),
  );
  return {
    kind: 'picture',
    name: nameIn(study, 'gallery'),
    title: 'Test images with truth and prediction',
    caption: `${methodTitle(METHOD)}, first seed; in each row from the lowest error (left) to the highest. True in green, predicted in orange: landmarks, the head’s axes (with a ball: the nose’s), the arc that the angle steers. Numbers: truth → prediction (yaw, pitch, roll; years; degrees). ${dataOf(study)}`,
    image,
    rows: rows
      .flatMap(({ shown }) => shown)
      .map(({ kind, truth, prediction, ...rest }) => ({
        ...rest,
        truth: truth.join(' '),
        prediction: prediction.join(' '),
      })),
  };
}

const spread = (run: Evidence): Shown[] =>
  byError(run, COLUMNS).map(({ image, truth, prediction, error }) => ({
    benchmark: run.config.benchmark,
    kind: kindOf(run.config),
    image,
    truth,
    prediction,
    error,
  }));

const pictures = (shown: readonly Shown[], folder: string): Promise<Buffer[]> =>
  withListing(shown[0].benchmark, folder, (listing) => {
    const samples = new Map(listing.samples.map((sample) => [sample.id, sample]));
    return Promise.all(
      shown.map(async (one) => {
        const sample = samples.get(one.image);
        if (!sample) return svg(WIDTH, HEIGHT, text(5, 16, 'not in the twin', '#888'));
        const { picture } = await listing.read(sample);
        const scale = Math.min(WIDTH / picture.width, HEIGHT / picture.height);
        const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
        const marks = drawn(one, { ...size, scale });
        return resized(picture, size, sample.crop ? marks : marks + labels(one, size.height));
      }),
    );
  });

const drawn = ({ kind, truth, prediction }: Shown, size: ShownSize): string =>
  predictionMarks(
    kind,
    [
      { values: truth, colour: TRUTH },
      { values: prediction, colour: PREDICTION },
    ],
    size,
  );

function labels({ truth, prediction }: Shown, height: number): string {
  const shown = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(', ');
  return text(5, height - 22, shown(truth), '#fff') + text(5, height - 7, `→ ${shown(prediction)}`, '#fff');
}

const text = (x: number, y: number, words: string, fill: string, size = 13): string =>
  `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${size}" fill="${fill}"${fill === '#fff' ? ' stroke="#000" stroke-width="3" paint-order="stroke"' : ''}>${words}</text>`;

const svg = (width: number, height: number, content: string): Buffer =>
  Buffer.from(`<svg width="${width}" height="${height}">${content}</svg>`);
