import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RlelError } from '../../errors';
import { decodeImage } from '../decodeImage';
import { eulerAngles, parseBiwiPose } from '../formats/biwiPose';
import { parseMat5 } from '../formats/mat5';
import type { ListedSample, Listing, Problems } from '../listing';
import { checkInside, filesBelow, namesIn } from '../paths';
import { cropResize, type Picture, type Region } from '../resize';
import type { Layout } from './layout';

/** The decoded image's shorter side over the network's: 240 over 224, as published. */
const DECODED = 240 / 224;
const decodedSide = (side: number): number => Math.round(side * DECODED);

/** Samples with a larger |angle| are left out, as published. */
const LARGEST_ANGLE = 99;
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** 300W-LP to train and AFLW2000-3D to test, side by side: `X.jpg` with `X.mat` (MATLAB 5). */
export const lp300w: Layout = {
  name: '300w-lp',
  title: '300W-LP (train) and AFLW2000-3D (test)',
  task: 'pose',
  kind: 'official',
  expects: 'folders 300W_LP and AFLW2000 with X.jpg and X.mat, or a filelist.txt in them that names X without ending',
  complete: { train: 122_415, test: 1_969 },
  detect: (folder) => existsSync(path.join(folder, '300W_LP')) && existsSync(path.join(folder, 'AFLW2000')),
  async list(folder, problems) {
    const samples = [
      ...matSamples(path.join(folder, '300W_LP'), 'train', problems),
      ...matSamples(path.join(folder, 'AFLW2000'), 'test', problems),
    ];
    const regions = new Map(samples.map(({ sample, region }) => [sample.id, region]));
    return {
      samples: samples.map(({ sample }) => sample),
      unit: 'degrees',
      decodedSize: ([height, width]) => [decodedSide(height), decodedSide(width)],
      read: ({ file, place }) => decodeImage(file, place),
      prepare: ({ id }, picture, size) => viaFaceSize(picture, clamp(regions.get(id) as Region, picture), size),
    };
  },
};

/** The box is resized to the network's size first and enlarged then, as the published code does offline. */
function viaFaceSize(picture: Picture, region: Region, size: readonly [number, number]): Uint8Array {
  const [height, width] = size.map((side) => Math.round(side / DECODED));
  const face = { width, height, pixels: cropResize(picture, region, [height, width]) };
  return cropResize(face, { left: 0, top: 0, right: width, bottom: height }, size);
}

function clamp({ left, top, right, bottom }: Region, { width, height }: Picture): Region {
  const region = {
    left: Math.max(left, 0),
    top: Math.max(top, 0),
    right: Math.min(right, width),
    bottom: Math.min(bottom, height),
  };
  // a box outside of the image: the whole image
  return region.right - region.left >= 1 && region.bottom - region.top >= 1
    ? region
    : { left: 0, top: 0, right: width, bottom: height };
}

function matSamples(folder: string, part: ListedSample['part'], problems: Problems) {
  return matNames(folder, problems).flatMap(({ name, place }) => {
    const entry = problems.attempt(() => matSample(folder, name, place, part));
    return entry ? [entry] : [];
  });
}

/** Names without ending: from the file list where there is one, else of all images. */
function matNames(folder: string, problems: Problems): { name: string; place: string }[] {
  const list = path.join(folder, 'filelist.txt');
  if (!existsSync(list)) {
    return filesBelow(folder, '.jpg').map((name) => ({
      name: name.slice(0, -'.jpg'.length),
      place: path.join(folder, name),
    }));
  }
  const seen = new Set<string>();
  return readFileSync(list, 'utf8')
    .split(/\r?\n/)
    .flatMap((line, i) => {
      const place = `${list}, row ${i + 1}`;
      const name = line.trim();
      if (name === '') return [];
      if (seen.has(name)) problems.add(`${place}: ${name} stands in an earlier row. Remove one of the two.`);
      seen.add(name);
      return problems.attempt(() => checkInside(name, place)) ? [{ name, place }] : [];
    });
}

/** null for a pose beyond ±99°. */
function matSample(folder: string, name: string, place: string, part: ListedSample['part']) {
  const [image, mat] = ['.jpg', '.mat'].map((ending) => path.join(folder, `${name}${ending}`));
  for (const file of [image, mat]) {
    if (!existsSync(file)) throw new RlelError(`${place}: ${file} is not there. Put it there or remove ${name}.`);
  }
  const matrices = parseMat5(readFileSync(mat), mat, ['Pose_Para', 'pt2d']);
  const pose = matrices.get('Pose_Para')?.values ?? [];
  const points = matrices.get('pt2d');
  if (pose.length < 3 || !points || points.shape[0] !== 2) {
    throw new RlelError(`${mat}: expected Pose_Para of at least 3 numbers and pt2d of 2 rows.`);
  }
  const [pitch, yaw, roll] = Array.from(pose.slice(0, 3), degrees);
  if (![pitch, yaw, roll].every((angle) => Math.abs(angle) <= 3600)) {
    throw new RlelError(`${mat}: Pose_Para ${pose.slice(0, 3)} is not pitch, yaw and roll in radians.`);
  }
  if ([yaw, pitch, roll].some((angle) => Math.abs(angle) > LARGEST_ANGLE)) return null;
  const id = `${path.basename(folder)}/${name}.jpg`;
  const sample: ListedSample = { id, values: [yaw, pitch, roll], place, file: image, part, group: personOf(name) };
  return { sample, region: faceRegion(points.values, mat) };
}

/** 300W-LP turns one photograph many times, as NAME_0, NAME_1, …, and mirrors it in a folder XXX_Flip. */
const personOf = (name: string): string => name.replace(/_Flip\//, '/').replace(/_\d+$/, '');

/** The box of the points that are visible (both coordinates positive), widened on each side by 0.6 of its size. */
function faceRegion(points: Float64Array, file: string): Region {
  const visible = Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i], points[2 * i + 1]]).filter(
    ([x, y]) => x > 0 && y > 0 && Number.isFinite(x + y),
  );
  if (visible.length < 2)
    throw new RlelError(`${file}: pt2d has ${visible.length} visible points, expected at least 2.`);
  const [xs, ys] = [visible.map(([x]) => x), visible.map(([, y]) => y)];
  return widened([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], 0.6);
}

function widened([left, top, right, bottom]: readonly number[], share: number): Region {
  const [dx, dy] = [share * (right - left), share * (bottom - top)];
  return { left: left - dx, top: top - dy, right: right + dx, bottom: bottom + dy };
}

/** BIWI's sequences of the published 70/30 protocol; the others train. */
const BIWI_TEST = ['02', '07', '09', '14', '15', '19', '20'];

/** BIWI: `NN/frame_NNNNN_rgb.png` with `frame_NNNNN_pose.txt`. */
export const biwi: Layout = {
  name: 'biwi',
  title: 'BIWI Kinect Head Pose, 70/30 by sequence',
  task: 'pose',
  kind: 'official',
  expects: 'folders 01 … 24 (or hpdb/01 …) with frame_NNNNN_rgb.png and frame_NNNNN_pose.txt',
  complete: { train: 11_031, test: 4_647 },
  oneSided: true,
  detect: (folder) => biwiSequences(folder).length > 0,
  async list(folder, problems) {
    const samples = biwiSequences(folder).flatMap((sequence) =>
      namesIn(path.join(folder, sequence))
        .filter((name) => /^frame_\d+_rgb\.png$/.test(name))
        .flatMap((name): ListedSample[] => {
          const file = path.join(folder, sequence, name);
          const pose = file.replace(/_rgb\.png$/, '_pose.txt');
          const values = problems.attempt(() => {
            if (!existsSync(pose))
              throw new RlelError(`${file}: ${pose} is not there. Put it there or remove the image.`);
            const { yaw, pitch, roll } = eulerAngles(parseBiwiPose(readFileSync(pose, 'utf8'), pose).rotation);
            return [yaw, pitch, roll];
          });
          if (!values) return [];
          const number = path.basename(sequence);
          const part = BIWI_TEST.includes(number) ? 'test' : 'train';
          return [{ id: `${sequence}/${name}`, values, place: file, file, part, group: number }];
        }),
    );
    const first = samples[0] ? (await decodeImage(samples[0].file, samples[0].place)).picture : null;
    return biwiListing(samples, first ? [first.height, first.width] : [480, 640]);
  },
};

function biwiSequences(folder: string): string[] {
  return ['', 'hpdb/'].flatMap((prefix) =>
    namesIn(path.join(folder, prefix))
      .filter((name) => /^\d\d$/.test(name))
      .filter((name) => namesIn(path.join(folder, prefix, name)).some((file) => /^frame_\d+_rgb\.png$/.test(file)))
      .map((name) => `${prefix}${name}`),
  );
}

/** The published loose crop: a frame without a face detector, widened with black at its edges. */
function biwiRegion(height: number, width: number): Region {
  const left = -0.21 * width;
  const top = -0.35 * height;
  return {
    left: Math.trunc(left),
    top: Math.trunc(top),
    right: Math.trunc(width + 0.21 * (width - left)),
    bottom: Math.trunc(height + 0.21 * (height - top)),
  };
}

function biwiListing(samples: readonly ListedSample[], [height, width]: readonly [number, number]): Listing {
  return {
    samples,
    unit: 'degrees',
    decodedSize([side]) {
      const { left, top, right, bottom } = biwiRegion(height, width);
      const shorter = decodedSide(side);
      return [shorter, Math.round((shorter * (right - left)) / (bottom - top))];
    },
    read: ({ file, place }) => decodeImage(file, place),
    prepare({ place }, picture, size) {
      if (picture.height !== height || picture.width !== width) {
        throw new RlelError(
          `${place}: ${picture.width} × ${picture.height} pixels, expected ${width} × ${height} as the first frame has.`,
        );
      }
      return cropResize(picture, biwiRegion(height, width), size);
    },
  };
}

const POINTING_NAME = /^person(\d\d)(\d)(\d\d)([+-]\d+)([+-]\d+)\.jpg$/;
/** The last of the 15 persons test. */
const POINTING_TEST = ['12', '13', '14', '15'];

/** Pointing'04: `PersonNN/personNNSnnTILTPAN.jpg` with a `.txt` that holds the face's box. No roll. */
export const pointing04: Layout = {
  name: 'pointing04',
  title: 'Pointing’04 (INRIA Head Pose Image Database): pan and tilt, no roll',
  task: 'pose',
  kind: 'open',
  expects: 'folders Person01 … Person15 (or HeadPoseImageDatabase/Person01 …) with personNNSnnTILTPAN.jpg and .txt',
  complete: { train: 2_046, test: 744 },
  labels: [
    { name: 'yaw', range: [-99, 99], levels: 199 },
    { name: 'pitch', range: [-99, 99], levels: 199 },
  ],
  detect: (folder) => pointingFolders(folder).length > 0,
  async list(folder, problems) {
    const found = pointingFolders(folder).flatMap((person) =>
      namesIn(path.join(folder, person))
        .filter((name) => name.endsWith('.jpg'))
        .flatMap((name) => {
          const file = path.join(folder, person, name);
          const entry = problems.attempt(() => pointingSample(file, `${person}/${name}`));
          return entry ? [entry] : [];
        }),
    );
    const regions = new Map(found.map(({ sample, region }) => [sample.id, region]));
    return {
      samples: found.map(({ sample }) => sample),
      unit: 'degrees',
      decodedSize: ([height, width]) => [decodedSide(height), decodedSide(width)],
      read: ({ file, place }) => decodeImage(file, place),
      prepare: ({ id }, picture, size) => cropResize(picture, clamp(regions.get(id) as Region, picture), size),
    };
  },
};

function pointingFolders(folder: string): string[] {
  return ['', 'HeadPoseImageDatabase/'].flatMap((prefix) =>
    namesIn(path.join(folder, prefix))
      .filter((name) => /^Person\d\d$/.test(name))
      .map((name) => `${prefix}${name}`),
  );
}

function pointingSample(file: string, id: string) {
  const match = POINTING_NAME.exec(path.basename(file));
  if (!match) throw new RlelError(`${file}: expected a name such as person01100-90+0.jpg (tilt −90, pan 0).`);
  const [person, tilt, pan] = [match[1], Number(match[4]), Number(match[5])];
  if (Math.abs(tilt) > 90 || Math.abs(pan) > 90)
    throw new RlelError(`${file}: tilt ${tilt}, pan ${pan}; expected ±90 at most.`);
  const box = file.replace(/\.jpg$/, '.txt');
  if (!existsSync(box)) throw new RlelError(`${file}: ${box} is not there. Put it there or remove the image.`);
  // image name, blank, "Face", centre x, centre y, width, height
  const numbers = readFileSync(box, 'utf8').split(/\s+/).slice(2, 6).map(Number);
  const [x, y, width, height] = numbers;
  if (numbers.length < 4 || !numbers.every(Number.isFinite) || width <= 0 || height <= 0) {
    throw new RlelError(`${box}: expected "Face" and four numbers: centre x, centre y, width, height.`);
  }
  const sample: ListedSample = {
    id,
    values: [pan, tilt],
    place: file,
    file,
    part: POINTING_TEST.includes(person) ? 'test' : 'train',
    group: person,
  };
  return { sample, region: widened([x - width / 2, y - height / 2, x + width / 2, y + height / 2], 0.3) };
}
