import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { notesOf } from '../../src/datasets/describeFindings';
import { Findings } from '../../src/datasets/findings';
import { formatLandmarkCsv } from '../../src/datasets/formats/landmarkCsv';
import { writeMat5 } from '../../src/datasets/formats/mat5';
import { formatPts, type Point } from '../../src/datasets/formats/pts';
import { formatWflwList } from '../../src/datasets/formats/wflwList';
import { cropAround } from '../../src/datasets/layouts/landmarkListing';
import { layoutNamed } from '../../src/datasets/layouts/registry';
import { listFolder } from '../../src/datasets/listFolder';
import { type Listing, openListing } from '../../src/datasets/listing';

/** Small data sets that tests make, each in a folder of its own. */
export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'rlel-archive-'));

export function put(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

let drawn = 0;
/** Pictures, every one another, in the format that the name's ending says (JPEG where it says none). */
export async function putImages(folder: string, names: readonly string[], size = { width: 60, height: 60 }) {
  for (const name of names) {
    drawn += 1;
    const [r, g, b] = [drawn % 256, (drawn * 7) % 256, Math.floor(drawn / 256)];
    const image = sharp({ create: { ...size, channels: 3, background: { r, g, b } } });
    put(folder, name, await (/\.png$/i.test(name) ? image.png() : image.jpeg()).toBuffer());
  }
}

/** Points of a face on an ellipse around `centre`, in pixels. */
export const facePoints = (count: number, [x, y]: Point = [30, 30], radius = 15): Point[] =>
  Array.from({ length: count }, (_, l): Point => {
    const angle = (2 * Math.PI * l) / count;
    return [x + radius * Math.cos(angle), y + 1.2 * radius * Math.sin(angle)];
  });

export const landmarkRow = (image: string, points: readonly Point[]) => {
  const { centre, side } = cropAround(points);
  return { image, scale: side / 250, centre: [...centre] as Point, points };
};

/** A CSV of HRNet's, a face an image. */
export const landmarkCsv = (images: readonly string[], count: number): string =>
  formatLandmarkCsv(images.map((image, i) => landmarkRow(image, facePoints(count, [30 + (i % 3), 30]))));

/** 300W with HRNet's CSVs. */
export async function w300Folder(train = ['afw/1.jpg', 'afw/2.jpg'], test = ['helen/testset/3.jpg', 'ibug/4.jpg']) {
  const folder = newFolder();
  await putImages(folder, [...train, ...test]);
  put(folder, 'face_landmarks_300w_train.csv', landmarkCsv(train, 68));
  put(folder, 'face_landmarks_300w_valid.csv', landmarkCsv(test, 68));
  return folder;
}

const PTS_IMAGES = ['1', '2', '5', '6'].map((name) => `afw/${name}.jpg`).concat('helen/testset/3.jpg', 'ibug/4.jpg');

/** 300W as unpacked: images with .pts. */
export async function ptsFolder(images = PTS_IMAGES) {
  const folder = newFolder();
  await putImages(folder, images);
  for (const image of images) put(folder, image.replace(/\.\w+$/, '.pts'), formatPts(facePoints(68)));
  return folder;
}

export const WFLW_LIST = (part: string): string =>
  `WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_${part}.txt`;

/** A row of WFLW's list. */
export const wflwRow = (image: string, points: readonly Point[], attributes: readonly 'blur'[] = []): string => {
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
  return formatWflwList([{ image, points, box, attributes: [...attributes] }]);
};

/** WFLW's own lists. */
export async function wflwFolder() {
  const folder = newFolder();
  const [train, test] = [
    ['a/1.jpg', 'a/2.jpg', 'a/5.jpg', 'a/6.jpg'],
    ['b/3.jpg', 'b/4.jpg'],
  ];
  await putImages(path.join(folder, 'WFLW_images'), [...train, ...test]);
  put(folder, WFLW_LIST('train'), train.map((image) => wflwRow(image, facePoints(98))).join(''));
  put(folder, WFLW_LIST('test'), test.map((image) => wflwRow(image, facePoints(98))).join(''));
  return folder;
}

/** A .mat of 300W-LP; angles in degrees. */
export const poseMat = (angles = [0, 10, 0], points: readonly Point[] = facePoints(68)): Buffer =>
  writeMat5(
    new Map([
      [
        'Pose_Para',
        { shape: [1, 7], values: Float64Array.from([...angles.map((a) => (a * Math.PI) / 180), 0, 0, 0, 1]) },
      ],
      ['pt2d', { shape: [2, points.length], values: Float64Array.from(points.flat()) }],
    ]),
  );

/** 300W-LP and AFLW2000. */
export async function lpFolder() {
  const folder = newFolder();
  const turned = ['A', 'B', 'C', 'D'].map((name) => `300W_LP/AFW/${name}_1_0`);
  const names = [...turned, 'AFLW2000/image1', 'AFLW2000/image2'];
  await putImages(
    folder,
    names.map((name) => `${name}.jpg`),
  );
  for (const name of names) put(folder, `${name}.mat`, poseMat());
  return folder;
}

/** Pointing'04, a picture a person. */
export async function pointingFolder() {
  const folder = newFolder();
  for (const person of ['01', '02', '03', '04', '12', '13']) {
    const stem = `Person${person}/person${person}100-15+30`;
    await putImages(folder, [`${stem}.jpg`]);
    put(folder, `${stem}.txt`, `person${person}100-15+30.jpg\n\nFace\n30\n30\n24\n24\n`);
  }
  return folder;
}

/** BIWI: two sequences to train, one to test. */
export async function biwiFolder(prefix = '') {
  const folder = newFolder();
  for (const sequence of ['01', '03', '02']) {
    const stem = `${prefix}${sequence}/frame_00003`;
    await putImages(folder, [`${stem}_rgb.png`]);
    put(folder, `${stem}_pose.txt`, '1 0 0\n0 1 0\n0 0 1\n\n0 0 900\n');
  }
  return folder;
}

export const AGE_HEADER = 'path,age\n';

/** MORPH-II's split files. */
export async function morphFolder() {
  const folder = newFolder();
  const images = [1, 2, 3, 4, 5, 6].map((i) => `00000${i}_00M20.jpg`);
  await putImages(folder, images);
  const rows = (from: number, to: number): string =>
    images
      .slice(from, to)
      .map((image) => `${image},4\n`)
      .join('');
  put(folder, 'morph2_train.csv', AGE_HEADER + rows(0, 2));
  put(folder, 'morph2_valid.csv', AGE_HEADER + rows(2, 4));
  put(folder, 'morph2_test.csv', AGE_HEADER + rows(4, 6));
  return folder;
}

/** Files in which an age is a part of the path. */
export async function filesFolder(names: readonly string[]) {
  const folder = newFolder();
  await putImages(folder, names);
  return folder;
}
export const UTK_NAMES = Array.from({ length: 20 }, (_, i) => `${20 + i}_0_1_201701091${i + 10}.jpg.chip.jpg`);

/** SullyChen's layout. @param rows of data.txt; left out: one a frame. */
export async function drivingFolder(frames = 30, rows?: readonly string[]) {
  const folder = newFolder();
  const names = Array.from({ length: frames }, (_, i) => `${i}.jpg`);
  await putImages(folder, names);
  put(folder, 'data.txt', `${(rows ?? names.map((name, i) => `${name} ${i}.5`)).join('\n')}\n`);
  return folder;
}

export const udacityName = (i: number): string => `center_2016_12_01_13_30_${String(i).padStart(2, '0')}_287.jpg`;
export const UDACITY_HEADER = 'center,left,right,steering,throttle,brake,speed';

/** The Udacity simulator's log. @param rowOf a row of the log. @param header its first row; "" for none. */
export async function udacityFolder(
  rowOf = (name: string, i: number): string => `IMG/${name}, IMG/l${i}.jpg, IMG/r${i}.jpg, ${i / 100}, 0.5, 0, 20`,
  header = UDACITY_HEADER,
) {
  const folder = newFolder();
  const names = Array.from({ length: 30 }, (_, i) => udacityName(i));
  await putImages(
    folder,
    names.map((name) => `IMG/${name}`),
  );
  put(folder, 'driving_log.csv', [...(header ? [header] : []), ...names.map(rowOf)].join('\n'));
  return folder;
}

/** What a reader makes of a folder. */
export async function readFolder(name: string, folder: string, maxAngle = 100) {
  const findings = new Findings();
  const listing = await listFolder(layoutNamed(name), folder, findings, { maxAngle });
  return {
    listing,
    samples: listing.samples,
    problems: findings.problems.map(({ place, text }) => `${path.relative(folder, place)}: ${text}`),
    notes: notesOf(findings, folder),
  };
}

/** Opens a listing's images. */
export const openFolder = (name: string, folder: string, listing: Listing, cacheFolder = newFolder()) =>
  openListing(listing, {
    folder,
    format: name,
    source: 'open',
    imageSize: [24, 24],
    cacheFolder,
    trainIds: null,
  });
