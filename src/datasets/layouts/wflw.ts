import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';
import type { LandmarkRow } from '../formats/landmarkCsv';
import { parseWflwList } from '../formats/wflwList';
import { ImageFinder } from '../imageFinder';
import type { ListedSample } from '../listing';
import { isFile } from '../paths';
import { readText } from '../readFile';
import { Base } from './base';
import { checkTogether } from './checkFace';
import { landmarkCsvSamples, readLandmarkCsv } from './landmarkCsvSamples';
import { cropAround, landmarkListing, namer, singleFace } from './landmarkListing';
import type { Layout } from './layout';

const LISTS = 'WFLW_annotations/list_98pt_rect_attr_train_test';
const listOf = (part: string): string => `${LISTS}/list_98pt_rect_attr_${part}.txt`;
const csv = (part: string): string => `face_landmarks_wflw_${part}.csv`;
/** HRNet's test CSVs of single attributes. */
const SUBSETS: Readonly<Record<string, string>> = {
  largepose: 'pose',
  expression: 'expression',
  illumination: 'illumination',
  makeup: 'make-up',
  occlusion: 'occlusion',
  blur: 'blur',
};
const BASE = new Base(['', 'WFLW', 'wflw'], (folder) =>
  [listOf('test'), csv('test')].some((file) => isFile(path.join(folder, file))),
);

/** WFLW: its own lists with WFLW_images, or HRNet's CSVs. */
export const wflw: Layout = {
  name: 'wflw',
  title: 'WFLW, 98 landmarks; six attribute subsets of the test set',
  task: 'landmarks',
  kind: 'official',
  expects: `${listOf('train')}, ${listOf('test')} and WFLW_images, or ${csv('train')} and ${csv('test')} with images`,
  complete: { train: 7_500, test: 2_500 },
  unlabelled: singleFace,
  detect: (folder) => BASE.isIn(folder),
  async list(folder, findings) {
    const base = BASE.of(folder, findings);
    const images = new ImageFinder(base, ['', 'images', 'WFLW_images'], findings);
    const read = isFile(path.join(base, listOf('test'))) ? fromList : fromCsv;
    const samples = (['train', 'test'] as const).flatMap((part) => read(base, part, images, findings));
    return landmarkListing(samples, 98);
  },
};

function fromList(folder: string, part: 'train' | 'test', images: ImageFinder, findings: Findings): ListedSample[] {
  const file = path.join(folder, listOf(part));
  const name = namer();
  const faces = findings.attemptList(() => parseWflwList(readText(file), file, (problem) => findings.add(problem)));
  return (faces ?? []).flatMap(({ row, image, points, attributes }): ListedSample[] => {
    const place = `${file}, row ${row}`;
    const id = name(image);
    const crop = findings.attempt(() => {
      checkTogether(points, place);
      return cropAround(points);
    });
    const found = images.find(image, place);
    if (!crop || !found) return [];
    const subsets = part === 'test' && attributes.length > 0 ? attributes : undefined;
    return [{ id, values: points.flat(), crop, subsets, place, file: found, part }];
  });
}

function fromCsv(folder: string, part: 'train' | 'test', images: ImageFinder, findings: Findings): ListedSample[] {
  const rows = readLandmarkCsv(folder, csv(part), 98, findings);
  const subsets = part === 'test' ? subsetsOf(folder, rows, findings) : new Map<LandmarkRow, string[]>();
  return landmarkCsvSamples(rows, path.join(folder, csv(part)), {
    part,
    subsets: (row) => subsets.get(row) ?? [],
    images,
    findings,
  });
}

/** How far apart, in pixels, the points of one face may be written in two files. */
const SAME_FACE = 1;

/** The attributes of each face: that of the attribute's list whose image and points are the face's own. */
function subsetsOf(folder: string, faces: readonly LandmarkRow[], findings: Findings): Map<LandmarkRow, string[]> {
  const byImage = new Map<string, LandmarkRow[]>();
  for (const face of faces) byImage.set(face.image, [...(byImage.get(face.image) ?? []), face]);
  const subsets = new Map<LandmarkRow, string[]>();
  for (const [ending, subset] of Object.entries(SUBSETS)) {
    const name = csv(`test_${ending}`);
    if (!isFile(path.join(folder, name))) continue;
    for (const listed of readLandmarkCsv(folder, name, 98, findings)) {
      const face = (byImage.get(listed.image) ?? []).find((candidate) => distance(candidate, listed) < SAME_FACE);
      if (face) subsets.set(face, [...(subsets.get(face) ?? []), subset]);
      else {
        const place = `${path.join(folder, name)}, row ${listed.row}`;
        findings.add(
          new DataError(place, `no face of ${csv('test')} has this image and these points. Correct or remove the row.`),
        );
      }
    }
  }
  return subsets;
}

/** The largest difference of a coordinate, in pixels. */
const distance = (a: LandmarkRow, b: LandmarkRow): number =>
  Math.max(...a.points.flatMap((point, l) => point.map((value, axis) => Math.abs(value - b.points[l][axis]))));
