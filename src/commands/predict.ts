import path from 'node:path';
import type { Command } from 'commander';
import Papa from 'papaparse';
import { benchmarkNamed } from '../benchmarks/registry';
import type { Crop } from '../datasets/dataset';
import { decodeImage } from '../datasets/decodeImage';
import { filesIn, IMAGE, isFolder } from '../datasets/paths';
import type { DecodedImage } from '../datasets/resize';
import { RlelError } from '../errors';
import { numberIn } from '../input/numbers';
import { type LoadedModel, loadModel } from '../runs/loadModel';
import { RunStore } from '../store/store';
import { drawPrediction } from './drawPrediction';
import { formatOption, optionOf, resultsOption } from './options';
import { examples, say } from './program';
import { progressDisplay } from './progress';
import { alignedTable } from './table';

/** Images that are computed at once. */
const TOGETHER = 16;

/** `rlel predict`. */
export function addPredict(rlel: Command): void {
  rlel
    .command('predict <run> <images...>')
    .description('predict with a run’s model on images, or folders of images')
    .addOption(
      optionOf(cropIn)(
        '--crop <left,top,side>',
        'the square of each image that is looked at, in its pixels: for landmarks the face’s (default: the whole image)',
      ),
    )
    .addOption(formatOption())
    .option('--draw <folder>', 'also write each image there with its prediction drawn, as NAME.jpg')
    .addOption(resultsOption())
    .addHelpText(
      'after',
      examples('rlel predict 3f2a road.jpg', 'rlel predict 3f2a photos/ --format csv --draw drawn/'),
    )
    .action(async (run, images, { crop = null, format, draw = null, results }) => {
      const files = imageFiles(images);
      const model = loadModel(run, new RunStore(results));
      try {
        const rows = await predictFiles(model, files, crop, draw);
        say(described(model, rows, format));
      } finally {
        model.dispose();
      }
    });
}

interface PredictedFile {
  readonly image: string;
  readonly values: readonly number[];
}

/** Images are named, or lie in folders that are. @throws RlelError for a folder without images. */
function imageFiles(places: readonly string[]): string[] {
  const files = places.flatMap((place) => {
    if (!isFolder(place)) return [place];
    const inside = filesIn(place, IMAGE).map((name) => path.join(place, name));
    if (inside.length === 0) throw new RlelError(`${place}: no images in it, expected .jpg, .jpeg or .png.`);
    return inside;
  });
  return [...new Set(files)];
}

/** "left,top,side" in pixels. @throws RlelError */
function cropIn(text: string, place: string): Crop {
  const numbers = text.split(',').map((one) => numberIn(one, place));
  const [left, top, side] = numbers;
  if (numbers.length !== 3 || !(side >= 1))
    throw new RlelError(`${place} ${text}: expected LEFT,TOP,SIDE of a square in pixels, as 120,80,256.`);
  return { centre: [left + side / 2, top + side / 2], side };
}

async function predictFiles(
  model: LoadedModel,
  files: readonly string[],
  crop: Crop | null,
  draw: string | null,
): Promise<PredictedFile[]> {
  const rows: PredictedFile[] = [];
  const display = progressDisplay();
  try {
    for (let from = 0; from < files.length; from += TOGETHER) {
      const part = files.slice(from, from + TOGETHER);
      const pictures: DecodedImage[] = [];
      for (const file of part) pictures.push((await decodeImage(file, file)).picture);
      const predictions = model.predict(
        pictures,
        part.map(() => crop),
      );
      for (const [i, image] of part.entries()) {
        rows.push({ image, values: predictions[i] });
        if (draw) await drawPrediction(model, pictures[i], predictions[i], drawnFile(draw, image, files));
      }
      display.update(rows.length / files.length, `${rows.length} of ${files.length} images`);
    }
  } finally {
    display.stop();
  }
  return rows;
}

/** NAME.jpg; images of one name in several folders have their number before. */
function drawnFile(folder: string, image: string, all: readonly string[]): string {
  const stem = (file: string): string => path.basename(file).replace(IMAGE, '');
  const same = all.filter((file) => stem(file) === stem(image));
  return path.join(folder, `${same.length > 1 ? `${same.indexOf(image) + 1}-` : ''}${stem(image)}.jpg`);
}

const DECIMALS = 4;

function described({ result, outputs, unit }: LoadedModel, rows: readonly PredictedFile[], format: string): string {
  const { run, config, metrics, metric } = result;
  const tableRows = rows.map(({ image, values }) => ({
    image,
    ...Object.fromEntries(outputs.map((name, i) => [name, Number(values[i].toFixed(DECIMALS))])),
  }));
  if (format === 'json') return JSON.stringify({ run, unit, predictions: tableRows }, null, 2);
  if (format === 'csv') return Papa.unparse(tableRows, { newline: '\n' });
  const about = `${config.benchmark} ${config.method}, ${unit}; test ${metric} ${metrics.test.error.toFixed(3)} ${result.unit} on ${config.data.format} (${config.data.source})`;
  if (benchmarkNamed(config.benchmark).task === 'landmarks') {
    const points = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(' ');
    return [about, ...rows.map(({ image, values }) => `${image}  ${points(values)}`)].join('\n');
  }
  const cells = rows.map(({ image, values }) => [image, ...values.map((value) => value.toFixed(2))]);
  return [about, alignedTable(['image', ...outputs], cells)].join('\n');
}
