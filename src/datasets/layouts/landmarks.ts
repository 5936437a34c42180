import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RlelError } from '../../errors';
import { type Crop, WARP_MARGIN } from '../dataset';
import { decodeImage } from '../decodeImage';
import { COFW_POINTS, type CofwFile, openCofw } from '../formats/cofw';
import { type LandmarkRow, parseLandmarkCsv } from '../formats/landmarkCsv';
import { type Point, parsePts } from '../formats/pts';
import { parseWflwList } from '../formats/wflwList';
import type { ListedSample, Listing, Problems } from '../listing';
import { filesBelow } from '../paths';
import { cropResize } from '../resize';
import type { Layout } from './layout';
import { mirrorOf } from './mirror';

/** The face's square over the points' box, as published. */
const SQUARE = 1.25;
/** HRNet's scale is the box's longer side over this. */
const SCALE_UNIT = 200;
/** How far a point may lie outside of the face's square, in its sides, before it counts as an error. */
const FAR = 2;

/** The square of a row of HRNet's CSV. */
const cropOf = (scale: number, centre: Point): Crop => ({ centre, side: scale * SCALE_UNIT * SQUARE });

/** The square from the points alone: centre of the (whole-pixel) box, side from its longer side. */
export function cropAround(points: readonly Point[]): Crop {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [Math.floor(Math.min(...xs)), Math.ceil(Math.max(...xs))];
  const [top, bottom] = [Math.floor(Math.min(...ys)), Math.ceil(Math.max(...ys))];
  const longer = Math.max(right - left, bottom - top);
  return cropOf(longer / SCALE_UNIT, [(left + right) / 2, (top + bottom) / 2]);
}

function checkFace(points: readonly Point[], crop: Crop, place: string): void {
  if (!(crop.side > 0)) throw new RlelError(`${place}: all points lie in one place.`);
  const far = points.findIndex((point) => point.some((value, i) => Math.abs(value - crop.centre[i]) > FAR * crop.side));
  if (far >= 0)
    throw new RlelError(`${place}: point ${far} (${points[far].join(', ')}) lies far outside the face’s box.`);
}

function landmarkListing(
  samples: readonly ListedSample[],
  points: 29 | 68 | 98,
  read: Listing['read'],
  close?: () => void,
): Listing {
  return {
    samples,
    unit: 'pixels',
    mirror: mirrorOf(points),
    decodedSize: ([height, width]) => [Math.round(WARP_MARGIN * height), Math.round(WARP_MARGIN * width)],
    read,
    prepare({ crop }, picture, size) {
      const { centre, side } = crop as Crop;
      const half = (WARP_MARGIN * side) / 2;
      const region = {
        left: centre[0] - half,
        top: centre[1] - half,
        right: centre[0] + half,
        bottom: centre[1] + half,
      };
      return cropResize(picture, region, size);
    },
    close,
  };
}

const decodeFile = ({ file, place }: ListedSample) => decodeImage(file, place);

/** A face's name: the image, with "#n" from the second face of an image on. */
function namer(): (image: string) => string {
  const seen = new Map<string, number>();
  return (image) => {
    const count = (seen.get(image) ?? 0) + 1;
    seen.set(image, count);
    return count === 1 ? image : `${image}#${count}`;
  };
}

/** COFW: MATLAB 7.3 files with images and 29 points with occlusion flags. */
export const cofw: Layout = {
  name: 'cofw',
  title: 'COFW, colour, 29 landmarks',
  task: 'landmarks',
  kind: 'official',
  expects: 'COFW_train_color.mat and COFW_test_color.mat',
  complete: { train: 1_345, test: 507 },
  detect: (folder) => existsSync(path.join(folder, 'COFW_test_color.mat')),
  async list(folder, problems) {
    const samples: ListedSample[] = [];
    const files = new Map<string, { opened: CofwFile; index: number }>();
    const open: CofwFile[] = [];
    for (const part of ['train', 'test'] as const) {
      const file = path.join(folder, `COFW_${part}_color.mat`);
      const opened = await problems.attemptAsync(() => openCofw(file, part));
      if (!opened) continue;
      open.push(opened);
      for (let index = 0; index < opened.count; index++) {
        const place = `${file}, face ${index + 1}`;
        problems.attempt(() => {
          const { points, occluded } = opened.face(index);
          const crop = cropAround(points);
          checkFace(points, crop, place);
          const id = `${part}/${index + 1}`;
          const hidden = occluded.filter(Boolean).length / COFW_POINTS;
          const subsets = part === 'test' && hidden >= 0.3 ? ['occluded'] : undefined;
          samples.push({ id, values: points.flat(), crop, subsets, place, file, part });
          files.set(id, { opened, index });
        });
      }
    }
    return landmarkListing(
      samples,
      COFW_POINTS,
      async ({ id }) => {
        const { opened, index } = files.get(id) as { opened: CofwFile; index: number };
        const picture = opened.image(index);
        return { bytes: picture.pixels, picture };
      },
      () => {
        for (const file of open) file.close();
      },
    );
  },
};

/** Where an image of HRNet's lists lies: below the folder, or below its `images/`. */
function imageFile(folder: string, image: string, place: string): string {
  const candidates = ['', 'images', 'WFLW_images'].map((sub) => path.join(folder, sub, image));
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new RlelError(`${place}: the image ${candidates[0]} is not there. Put it there or remove the row.`);
  return found;
}

function csvSamples(
  folder: string,
  rows: readonly LandmarkRow[],
  file: string,
  options: { part: ListedSample['part']; subsets: (image: string) => string[]; problems: Problems },
): ListedSample[] {
  const name = namer();
  return rows.flatMap(({ row, image, scale, centre, points }): ListedSample[] => {
    const place = `${file}, row ${row}`;
    const found = options.problems.attempt(() => {
      const crop = cropOf(scale, centre);
      checkFace(points, crop, place);
      return { crop, image: imageFile(folder, image, place) };
    });
    if (!found) return [];
    const subsets = options.subsets(image);
    return [
      {
        id: name(image),
        values: points.flat(),
        crop: found.crop,
        subsets: subsets.length > 0 ? subsets : undefined,
        place,
        file: found.image,
        part: options.part,
      },
    ];
  });
}

function readCsv(folder: string, name: string, points: number, problems: Problems): LandmarkRow[] {
  const file = path.join(folder, name);
  const read = () =>
    parseLandmarkCsv(readFileSync(file, 'utf8'), file, points, (problem) => problems.add(problem.message));
  return problems.attempt(read) ?? [];
}

const W300_TRAIN = ['afw', 'helen/trainset', 'lfpw/trainset'];
const W300_TEST = { common: ['helen/testset', 'lfpw/testset'], challenging: ['ibug'] };
const w300Csv = (part: string): string => `face_landmarks_300w_${part}.csv`;

/** 300W: HRNet's CSVs with images, or images with `.pts` in the original folders. */
export const w300: Layout = {
  name: '300w',
  title: '300W, 68 landmarks; the test set in its common and challenging parts',
  task: 'landmarks',
  kind: 'official',
  expects: `${w300Csv('train')} and ${w300Csv('valid')} (or …valid_common.csv, …valid_challenge.csv), or images with .pts in ${W300_TRAIN.join(', ')}, helen/testset, lfpw/testset, ibug`,
  complete: { train: 3_148, test: 689 },
  detect: (folder) => w300Folder(folder) !== undefined,
  async list(folder, problems) {
    const place = w300Folder(folder) ?? folder;
    const samples = existsSync(path.join(place, w300Csv('train')))
      ? w300FromCsv(place, problems)
      : w300FromPts(place, problems);
    return landmarkListing(samples, 68, decodeFile);
  },
};

/** The folder itself, or 300W in it. */
const w300Folder = (folder: string): string | undefined =>
  [folder, path.join(folder, '300W')].find(
    (place) =>
      existsSync(path.join(place, w300Csv('train'))) || W300_TRAIN.some((part) => existsSync(path.join(place, part))),
  );

function w300FromCsv(folder: string, problems: Problems): ListedSample[] {
  const subsets = (image: string): string[] => [image.startsWith('ibug') ? 'challenging' : 'common'];
  const tests = ['valid', 'valid_common', 'valid_challenge', 'test'].map(w300Csv);
  const present = tests.filter((name) => existsSync(path.join(folder, name)));
  // the file of all where there is one, else its parts
  const used = present.includes(tests[0]) ? [tests[0]] : present.slice(0, 2);
  if (used.length === 0) problems.add(`${folder}: no ${tests[0]}, ${tests[1]} or ${tests[2]} to test on.`);
  return [
    ...csvSamples(folder, readCsv(folder, w300Csv('train'), 68, problems), path.join(folder, w300Csv('train')), {
      part: 'train',
      subsets: () => [],
      problems,
    }),
    ...used.flatMap((name) =>
      csvSamples(folder, readCsv(folder, name, 68, problems), path.join(folder, name), {
        part: 'test',
        subsets,
        problems,
      }),
    ),
  ];
}

function w300FromPts(folder: string, problems: Problems): ListedSample[] {
  const folders = [
    ...W300_TRAIN.map((sub) => ({ sub, part: 'train' as const, subsets: undefined })),
    ...Object.entries(W300_TEST).flatMap(([subset, subs]) =>
      subs.map((sub) => ({ sub, part: 'test' as const, subsets: [subset] })),
    ),
  ];
  return folders.flatMap(({ sub, part, subsets }) =>
    filesBelow(path.join(folder, sub), '.pts').flatMap((name): ListedSample[] => {
      const file = path.join(folder, sub, name);
      const sample = problems.attempt(() => {
        const images = ['.jpg', '.png', '.jpeg'].map((ending) => file.replace(/\.pts$/, ending));
        const image = images.find((candidate) => existsSync(candidate));
        if (!image) throw new RlelError(`${file}: the image ${images[0]} (or .png) is not there.`);
        const points = parsePts(readFileSync(file, 'utf8'), file, 68);
        const crop = cropAround(points);
        checkFace(points, crop, file);
        const id = path.relative(folder, image);
        return { id, values: points.flat(), crop, subsets, place: file, file: image, part };
      });
      return sample ? [sample] : [];
    }),
  );
}

const WFLW_LISTS = 'WFLW_annotations/list_98pt_rect_attr_train_test';
const wflwList = (part: string): string => `${WFLW_LISTS}/list_98pt_rect_attr_${part}.txt`;
const wflwCsv = (part: string): string => `face_landmarks_wflw_${part}.csv`;
/** HRNet's test CSVs of single attributes. */
const WFLW_SUBSETS: Readonly<Record<string, string>> = {
  largepose: 'pose',
  expression: 'expression',
  illumination: 'illumination',
  makeup: 'make-up',
  occlusion: 'occlusion',
  blur: 'blur',
};

/** WFLW: its own lists with WFLW_images, or HRNet's CSVs. */
export const wflw: Layout = {
  name: 'wflw',
  title: 'WFLW, 98 landmarks; six attribute subsets of the test set',
  task: 'landmarks',
  kind: 'official',
  expects: `${wflwList('train')}, ${wflwList('test')} and WFLW_images, or ${wflwCsv('train')} and ${wflwCsv('test')} with images`,
  complete: { train: 7_500, test: 2_500 },
  detect: (folder) => existsSync(path.join(folder, wflwList('test'))) || existsSync(path.join(folder, wflwCsv('test'))),
  async list(folder, problems) {
    const samples = existsSync(path.join(folder, wflwList('test')))
      ? (['train', 'test'] as const).flatMap((part) => wflwFromList(folder, part, problems))
      : (['train', 'test'] as const).flatMap((part) => wflwFromCsv(folder, part, problems));
    return landmarkListing(samples, 98, decodeFile);
  },
};

function wflwFromList(folder: string, part: 'train' | 'test', problems: Problems): ListedSample[] {
  const file = path.join(folder, wflwList(part));
  const name = namer();
  const faces = problems.attempt(() =>
    parseWflwList(readFileSync(file, 'utf8'), file, (problem) => problems.add(problem.message)),
  );
  return (faces ?? []).flatMap(({ row, image, points, attributes }): ListedSample[] => {
    const place = `${file}, row ${row}`;
    const found = problems.attempt(() => {
      const crop = cropAround(points);
      checkFace(points, crop, place);
      return { crop, image: imageFile(folder, image, place) };
    });
    if (!found) return [];
    const subsets = part === 'test' && attributes.length > 0 ? attributes : undefined;
    return [{ id: name(image), values: points.flat(), crop: found.crop, subsets, place, file: found.image, part }];
  });
}

function wflwFromCsv(folder: string, part: 'train' | 'test', problems: Problems): ListedSample[] {
  const subsetsOf = new Map<string, string[]>();
  if (part === 'test') {
    for (const [ending, subset] of Object.entries(WFLW_SUBSETS)) {
      const name = wflwCsv(`test_${ending}`);
      if (!existsSync(path.join(folder, name))) continue;
      for (const { image } of readCsv(folder, name, 98, problems)) {
        subsetsOf.set(image, [...(subsetsOf.get(image) ?? []), subset]);
      }
    }
  }
  return csvSamples(folder, readCsv(folder, wflwCsv(part), 98, problems), path.join(folder, wflwCsv(part)), {
    part,
    subsets: (image) => subsetsOf.get(image) ?? [],
    problems,
  });
}
