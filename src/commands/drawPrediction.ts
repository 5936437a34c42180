import sharp from 'sharp';
import type { DecodedImage } from '../datasets/resize';
import { writeFileAtomic } from '../files/atomicFile';
import { PREDICTION } from '../report/landmarkDots';
import { photograph, resized } from '../report/output/imageFile';
import { kindOf, predictionMarks } from '../report/predictionMarks';
import type { LoadedModel } from '../runs/loadModel';

/** Pixels of a drawing's longer side, at least: small images are enlarged, so that what is drawn can be read. */
const SIDE = 480;

/** Writes an image with its prediction: landmarks as dots, head pose as three axes, steering as an arc, and all but landmarks in words. */
export async function drawPrediction(
  { result, outputs }: LoadedModel,
  picture: DecodedImage,
  values: readonly number[],
  file: string,
): Promise<void> {
  const scale = Math.max(1, SIDE / Math.max(picture.width, picture.height));
  const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
  const kind = kindOf(result.config);
  const words = outputs.map((name, i) => `${name} ${values[i].toFixed(1)}`).join(', ');
  const isOne = kind.task === 'age' || kind.task === 'steering';
  const over = [
    predictionMarks(kind, [{ values, colour: PREDICTION }], { ...size, scale }),
    ...(kind.task === 'landmarks' ? [] : [caption(isOne ? `${words} ${result.unit}` : words)]),
  ];
  const { bytes } = await photograph(sharp(await resized(picture, size, over.join(''))));
  writeFileAtomic(file, bytes);
}

const caption = (words: string): string =>
  `<text x="8" y="24" font-family="sans-serif" font-size="18" fill="white" stroke="black" stroke-width="3" paint-order="stroke">${words}</text>`;
