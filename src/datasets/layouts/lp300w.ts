import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';
import { parseMat5 } from '../formats/mat5';
import type { Point } from '../formats/pts';
import { ImageFinder } from '../imageFinder';
import type { ListedSample } from '../listing';
import { checkInside, IMAGE, isFile, isFolder } from '../paths';
import { linesOf, readBytes, readText } from '../readFile';
import { cropResize, type DecodedImage, type Region } from '../resize';
import { walk } from '../walk';
import { checkInImage, checkTogether } from './checkFace';
import type { Layout } from './layout';
import { DECODED, headListing, singleHead, widened } from './poseListing';

/** Samples with a larger |angle| are left out, as published. */
const LARGEST_ANGLE = 99;
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** The folder of a part goes by these names. */
const FOLDERS = { train: ['300W_LP', '300W-LP'], test: ['AFLW2000', 'AFLW2000-3D'] } as const;
const partFolder = (folder: string, part: keyof typeof FOLDERS): string | null =>
  FOLDERS[part].map((name) => path.join(folder, name)).find(isFolder) ?? null;

/** 300W-LP to train and AFLW2000-3D to test, side by side: `X.jpg` with `X.mat` (MATLAB 5). */
export const lp300w: Layout = {
  name: '300w-lp',
  title: '300W-LP (train) and AFLW2000-3D (test)',
  task: 'pose',
  kind: 'official',
  expects: 'folders 300W_LP and AFLW2000 with X.jpg and X.mat, or a filelist.txt in them that names X without ending',
  complete: { train: 122_415, test: 1_969 },
  unlabelled: singleHead(viaFaceSize),
  detect: (folder) => partFolder(folder, 'train') !== null && partFolder(folder, 'test') !== null,
  async list(folder, findings) {
    const faces = new Map<string, Point[]>();
    const samples = (['train', 'test'] as const).flatMap((part) => {
      const inside = partFolder(folder, part) as string;
      const images = new ImageFinder(inside, [''], findings);
      const listed = matNames(inside, findings).map((named) => matSample(inside, named, part, images, findings));
      checkUnit(listed, inside, findings);
      return listed.flatMap((entry) => {
        if (!entry?.sample) return [];
        faces.set(entry.sample.id, entry.points);
        return [entry.sample];
      });
    });
    const listing = headListing(samples, viaFaceSize);
    return {
      ...listing,
      prepare(sample, picture, size) {
        checkInImage(faces.get(sample.id) as Point[], picture, sample.place);
        return listing.prepare(sample, picture, size);
      },
    };
  },
};

/** The box is resized to the network's size first and enlarged then, as the published code does offline. */
function viaFaceSize(picture: DecodedImage, region: Region, size: readonly [number, number]): Uint8Array {
  const [height, width] = size.map((side) => Math.round(side / DECODED));
  const face = { width, height, pixels: cropResize(picture, region, [height, width]) };
  return cropResize(face, { left: 0, top: 0, right: width, bottom: height }, size);
}

/** Folders of the published archives whose .mat files hold other things. */
const OTHER_MATS = /^(landmarks|Code)\//i;

/** Names without ending: from the file list where there is one, else of all images. */
function matNames(folder: string, findings: Findings): { name: string; place: string }[] {
  const list = path.join(folder, 'filelist.txt');
  if (!isFile(list)) {
    const files = walk(folder, findings).map((name) => path.join(folder, name));
    const images = files.filter((file) => IMAGE.test(file));
    const labels = files.filter((file) => /\.mat$/i.test(file) && !OTHER_MATS.test(path.relative(folder, file)));
    findings.passOverAlone(labels, images, (file) => file.replace(/\.\w+$/, ''));
    return images.map((place) => ({ name: path.relative(folder, place).replace(IMAGE, ''), place }));
  }
  const seen = new Map<string, number>();
  const lines = findings.attemptList(() => linesOf(readText(list))) ?? [];
  return lines.flatMap(({ row, text: name }) => {
    const place = `${list}, row ${row}`;
    const first = seen.get(name);
    if (first !== undefined) {
      findings.add(new DataError(place, `${name} stands in row ${first} already. Remove one of the two.`));
      return [];
    }
    seen.set(name, row);
    return findings.attempt(() => checkInside(name, place)) ? [{ name, place }] : [];
  });
}

interface Entry {
  /** null for a pose beyond ±99°. */
  readonly sample: ListedSample | null;
  /** The points that are visible. */
  readonly points: Point[];
}

/** null, with a problem, for what cannot be read. */
function matSample(
  folder: string,
  { name, place }: { name: string; place: string },
  part: ListedSample['part'],
  images: ImageFinder,
  findings: Findings,
): Entry | null {
  const image = images.findStem(name, place);
  if (!image) return null;
  const stem = path.join(folder, name);
  const mat = [`${stem}.mat`, `${stem}.MAT`].find(isFile) ?? null;
  if (!findings.require(mat, place, `${stem}.mat`, 'the file')) return null;
  return findings.attempt((): Entry => {
    const matrices = parseMat5(readBytes(mat), mat, ['Pose_Para', 'pt2d']);
    const pose = matrices.get('Pose_Para')?.values ?? [];
    const points = matrices.get('pt2d');
    if (pose.length < 3 || !points || points.shape[0] !== 2) {
      throw new DataError(mat, 'expected Pose_Para of at least 3 numbers and pt2d of 2 rows.');
    }
    const [pitch, yaw, roll] = Array.from(pose.slice(0, 3), degrees);
    if (![pitch, yaw, roll].every((angle) => Math.abs(angle) <= 3600)) {
      throw new DataError(mat, `Pose_Para ${pose.slice(0, 3)} is not pitch, yaw and roll in radians.`);
    }
    if ([yaw, pitch, roll].some((angle) => Math.abs(angle) > LARGEST_ANGLE)) {
      findings.passOver(image, `a pose beyond ±${LARGEST_ANGLE}°`);
      return { sample: null, points: [] };
    }
    const visible = visiblePoints(points.values, mat);
    checkTogether(visible, mat);
    const id = `${path.basename(folder)}/${name}${path.extname(image)}`;
    const [xs, ys] = [0, 1].map((axis) => visible.map((point) => point[axis]));
    const region = widened([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], WIDENED);
    const sample = { id, values: [yaw, pitch, roll], place, file: image, part, region, group: personOf(name) };
    return { sample, points: visible };
  });
}

/** The box of the visible points is widened on each side by this share of its size. */
const WIDENED = 0.6;

/** 300W-LP turns one photograph many times, as NAME_0, NAME_1, …, and mirrors it in a folder XXX_Flip. */
const personOf = (name: string): string => name.replace(/_Flip\//, '/').replace(/_\d+$/, '');

/** The points that are visible: both coordinates are positive. */
function visiblePoints(points: Float64Array, file: string): Point[] {
  const visible = Array.from({ length: points.length / 2 }, (_, i): Point => [points[2 * i], points[2 * i + 1]]).filter(
    ([x, y]) => x > 0 && y > 0 && Number.isFinite(x + y),
  );
  if (visible.length < 2) {
    throw new DataError(file, `pt2d has ${visible.length} visible points, expected at least 2.`);
  }
  return visible;
}

/** In the published sets 2 % of the poses lie beyond ±99°: many more are of another unit. */
function checkUnit(entries: readonly (Entry | null)[], folder: string, findings: Findings): void {
  const read = entries.filter((entry) => entry !== null);
  const beyond = read.filter(({ sample }) => sample === null).length;
  if (2 * beyond > read.length) {
    const text = `${beyond} of ${read.length} poses lie beyond ±${LARGEST_ANGLE}°: is Pose_Para in degrees? Expected radians.`;
    findings.add(new DataError(folder, text, 'set'));
  }
}
