import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Dataset } from '../../src/datasets/dataset';

/** The same data with its images in a file, as a decoded data set has them: threads can read it. */
export function withImagesFile(data: Dataset): Dataset & { imagesFile: string } {
  const bytes = data.imageShape.reduce((product, length) => product * length);
  const all = new Uint8Array(bytes * data.samples.length);
  data.samples.forEach((_, i) => data.readImage(i, all, i * bytes));
  const imagesFile = path.join(mkdtempSync(path.join(tmpdir(), 'rlel-images-')), 'test.images');
  writeFileSync(imagesFile, all);
  return { ...data, imagesFile };
}
