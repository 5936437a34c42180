import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { trainList } from '../../src/data/trainList';
import { readBrokenList } from '../../src/datasets/brokenList';
import { decodeImage } from '../../src/datasets/decodeImage';
import { parseDrivingLabels } from '../../src/datasets/driving/labelFile';
import { Findings } from '../../src/datasets/findings';
import { formatBiwiPose, parseBiwiPose, rotationOf } from '../../src/datasets/formats/biwiPose';
import { COFW_POINTS, openCofw, writeCofw } from '../../src/datasets/formats/cofw';
import { formatLandmarkCsv, parseLandmarkCsv } from '../../src/datasets/formats/landmarkCsv';
import { parseMat5, writeMat5 } from '../../src/datasets/formats/mat5';
import { formatPts, type Point, parsePts } from '../../src/datasets/formats/pts';
import { formatWflwList, parseWflwList } from '../../src/datasets/formats/wflwList';
import { layoutNamed } from '../../src/datasets/layouts/registry';
import { parseLog } from '../../src/datasets/layouts/udacity';
import { parseNumber } from '../../src/datasets/parseNumber';
import { readText } from '../../src/datasets/readFile';
import { Table } from '../../src/datasets/table';
import { readSafetensors, writeSafetensors } from '../../src/files/safetensors';

/** A parser, with a valid file of its format. */
export interface Target {
  readonly valid: () => Buffer | Promise<Buffer>;
  /** What it makes of the bytes; `file` names them in errors, and holds them for parsers that read files. */
  readonly parse: (bytes: Buffer, file: string) => unknown;
  /** Whether it reads the file itself. */
  readonly reads?: boolean;
  /** Where it looks for the file in a data set's folder; left out: its name. */
  readonly place?: string;
  /** Files that the folder has beside it, empty ones. */
  readonly beside?: readonly string[];
  /** Whether its files are text: it is given texts that look like labels, too. */
  readonly text?: boolean;
  /** Whether numbers may be no numbers, which who reads them checks. */
  readonly anyNumber?: boolean;
}

const points = (count: number): Point[] => Array.from({ length: count }, (_, l) => [10 + l, 20 + 2 * l]);
/** A parser of text that is in memory. */
const text = (parse: (content: string, file: string) => unknown) => ({
  parse: (bytes: Buffer, file: string) => parse(bytes.toString(), file),
  text: true,
});
const ignore = (): void => {};
/** Lists a data set, one of whose files is `file`. @param depth of the file in it. */
const list = async (layout: string, file: string, depth = 1): Promise<unknown> => {
  const findings = new Findings();
  const folder = path.resolve(file, '../'.repeat(depth));
  const listing = await layoutNamed(layout).list(folder, findings, { maxAngle: 180 });
  return listing.samples.map(({ values }) => values);
};

export const TARGETS: Readonly<Record<string, Target>> = {
  number: { valid: () => Buffer.from('-12.5e-3'), ...text((content, file) => parseNumber(content, file)) },
  table: {
    valid: () => Buffer.from('path,age\na/1.jpg,20\n"b,2.jpg",31\n'),
    ...text((content, file) => Table.parse(content, file, ignore).rows),
  },
  'driving labels': {
    valid: () => Buffer.from('0.jpg 1.5\n1.jpg -3.25,2018-07-01 17:09:44:912\nIMG/2.jpg 100\n'),
    ...text((content, file) => parseDrivingLabels(content, file, 100, ignore)),
  },
  'udacity log': {
    valid: () =>
      Buffer.from('center,left,right,steering,throttle,brake,speed\nIMG/c_1.jpg,IMG/l.jpg,r.jpg,0.1,1,0,9\n'),
    ...text((content, file) => parseLog(content, file, new Findings())),
  },
  'landmark CSV': {
    valid: () => Buffer.from(formatLandmarkCsv([{ image: 'a.jpg', scale: 1.25, centre: [9, 9], points: points(3) }])),
    ...text((content, file) => parseLandmarkCsv(content, file, 3, ignore)),
  },
  '.pts': { valid: () => Buffer.from(formatPts(points(3))), ...text((content, file) => parsePts(content, file, 3)) },
  'WFLW list': {
    valid: () =>
      Buffer.from(
        formatWflwList([{ image: 'a/1.jpg', points: points(98), box: [1, 2, 99, 98], attributes: ['blur'] }]),
      ),
    ...text((content, file) => parseWflwList(content, file, ignore)),
  },
  'BIWI pose': {
    valid: () =>
      Buffer.from(formatBiwiPose({ rotation: rotationOf({ yaw: 1, pitch: 2, roll: 3 }), translation: [1, 2, 3] })),
    ...text((content, file) => parseBiwiPose(content, file)),
  },
  'MATLAB 5': {
    valid: () => writeMat5(new Map([['pt2d', { shape: [2, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6) }]])),
    parse: (bytes, file) => parseMat5(bytes, file, ['pt2d']),
    anyNumber: true,
  },
  'text file': {
    valid: () => Buffer.from('\ufeffäöü, text\n'),
    parse: (_, file) => readText(file),
    reads: true,
    text: true,
  },
  'training list': {
    valid: () => Buffer.from('a/1.jpg\nb 2.jpg\n'),
    parse: (_, file) =>
      trainList(
        ['a/1.jpg', 'b 2.jpg', '1.jpg'].map((id) => ({ id, values: [0], place: '', file: '', part: 'train' })),
        { fraction: 1, folder: path.dirname(file), given: file },
      ),
    reads: true,
    text: true,
  },
  'list of broken samples': {
    valid: () =>
      Buffer.from(
        JSON.stringify({
          problems: [{ file: 'a.csv', row: 3, sample: null, problem: 'the cell is empty', canBeLeftOut: true }],
        }),
      ),
    parse: (_, file) => readBrokenList(file),
    reads: true,
    text: true,
  },
  'age CSV': {
    valid: () => Buffer.from('path,age\n000001_00M20.jpg,4\n'),
    parse: (_, file) => list('morph2', file),
    reads: true,
    text: true,
    place: 'morph2_test.csv',
    beside: ['000001_00M20.jpg', '1.jpg'],
  },
  'labels of images': {
    valid: () => Buffer.from('image,x,split,group\n1.jpg,4.5,train,a\n2.jpg,-1e3,test,b\n'),
    parse: (_, file) => list('images', file),
    reads: true,
    text: true,
    place: 'labels.csv',
    beside: ['1.jpg', '2.jpg'],
  },
  'Pointing04 box': {
    valid: () => Buffer.from('person01100-15+30.jpg\n\nFace\n30\n30\n24\n24\n'),
    parse: (_, file) => list('pointing04', file, 2),
    reads: true,
    text: true,
    place: 'Person01/person01100-15+30.txt',
    beside: ['Person01/person01100-15+30.jpg'],
  },
  'file list': {
    valid: () => Buffer.from('image1\nAFW/image 2\n'),
    parse: (_, file) => list('300w-lp', file, 2),
    reads: true,
    text: true,
    place: 'AFLW2000/filelist.txt',
    beside: ['300W_LP/x', 'AFLW2000/image1.jpg', 'AFLW2000/image1.mat'],
  },
  safetensors: {
    valid() {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'rlel-fuzz-')), 'a.safetensors');
      writeSafetensors(file, new Map([['w', { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) }]]), { a: 'b' });
      return readAndRemove(file);
    },
    parse: (_, file) => readSafetensors(file).tensors.size,
    reads: true,
  },
  COFW: {
    async valid() {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'rlel-fuzz-')), 'a.mat');
      const occluded = Array<boolean>(COFW_POINTS).fill(false);
      const picture = { width: 2, height: 2, pixels: new Uint8Array(12) };
      await writeCofw(
        file,
        'test',
        [{ points: points(COFW_POINTS), occluded, box: [1, 2, 3, 4] }],
        async () => picture,
      );
      return readAndRemove(file);
    },
    async parse(_, file) {
      const opened = await openCofw(file, 'test');
      try {
        return opened.count > 0 ? [opened.face(0).points, opened.image(0).width] : null;
      } finally {
        opened.close();
      }
    },
    reads: true,
  },
  JPEG: {
    valid: () => picture().jpeg().toBuffer(),
    parse: async (_, file) => (await decodeImage(file, file)).picture.width,
    reads: true,
  },
  PNG: {
    valid: () => picture().png().toBuffer(),
    parse: async (_, file) => (await decodeImage(file, file)).picture.width,
    reads: true,
  },
};

const picture = () =>
  sharp(
    Uint8Array.from({ length: 12 * 10 * 3 }, (_, i) => (17 * i) % 256),
    {
      raw: { width: 12, height: 10, channels: 3 },
    },
  );

function readAndRemove(file: string): Buffer {
  const bytes = readFileSync(file);
  rmSync(path.dirname(file), { recursive: true });
  return bytes;
}
