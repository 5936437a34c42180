import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';
import type { LandmarkRow } from '../formats/landmarkCsv';
import { parsePts } from '../formats/pts';
import { ImageFinder } from '../imageFinder';
import type { ListedSample } from '../listing';
import { isFile, isFolder } from '../paths';
import { readText } from '../readFile';
import { walk } from '../walk';
import { Base } from './base';
import { checkTogether } from './checkFace';
import { landmarkCsvSamples, readLandmarkCsv } from './landmarkCsvSamples';
import { cropAround, landmarkListing, singleFace } from './landmarkListing';
import type { Layout } from './layout';

const TRAIN = ['afw', 'helen/trainset', 'lfpw/trainset'];
const TEST = { common: ['helen/testset', 'lfpw/testset'], challenging: ['ibug'] };
const csv = (part: string): string => `face_landmarks_300w_${part}.csv`;
const BASE = new Base(
  ['', '300W', '300w'],
  (folder) => isFile(path.join(folder, csv('train'))) || TRAIN.some((part) => isFolder(path.join(folder, part))),
);

/** 300W: HRNet's CSVs with images, or images with `.pts` in the original folders. */
export const w300: Layout = {
  name: '300w',
  title: '300W, 68 landmarks; the test set in its common and challenging parts',
  task: 'landmarks',
  kind: 'official',
  expects: `${csv('train')} and ${csv('valid')} (or …valid_common.csv, …valid_challenge.csv), or images with .pts in ${TRAIN.join(', ')}, helen/testset, lfpw/testset, ibug`,
  complete: { train: 3_148, test: 689 },
  unlabelled: singleFace,
  detect: (folder) => BASE.isIn(folder),
  async list(folder, findings) {
    const base = BASE.of(folder, findings);
    const samples = isFile(path.join(base, csv('train'))) ? fromCsv(base, findings) : fromPts(base, findings);
    return landmarkListing(samples, 68);
  },
};

function fromCsv(folder: string, findings: Findings): ListedSample[] {
  const [all, ...parts] = ['valid', 'valid_common', 'valid_challenge'];
  const isThere = (part: string): boolean => isFile(path.join(folder, csv(part)));
  // the file of all where there is one, else its parts, else that of the private test set
  const tests = isThere(all) ? [all] : parts.some(isThere) ? parts.filter(isThere) : ['test'].filter(isThere);
  if (tests.length === 0) {
    const text = `no ${csv(all)}, ${csv(parts[0])} or ${csv(parts[1])} to test on.`;
    findings.add(new DataError(folder, text, 'set'));
  }
  const images = new ImageFinder(folder, ['', 'images'], findings);
  const samplesOf = (name: string, part: 'train' | 'test', subsets: (row: LandmarkRow) => readonly string[]) =>
    landmarkCsvSamples(readLandmarkCsv(folder, csv(name), 68, findings), path.join(folder, csv(name)), {
      part,
      subsets,
      images,
      findings,
    });
  const unknown: string[] = [];
  const samples = [
    ...samplesOf('train', 'train', () => []),
    ...tests.flatMap((name) =>
      samplesOf(name, 'test', ({ image }) => {
        const subset = LISTED[name] ?? subsetOf(image);
        if (!subset) unknown.push(image);
        return subset ? [subset] : [];
      }),
    ),
  ];
  if (unknown.length > 0) {
    findings.notes.push(
      `${unknown.length} test images lie in none of helen, lfpw and ibug (as ${unknown[0]}): they count neither as common nor as challenging`,
    );
  }
  return samples;
}

/** The subset that a file lists. */
const LISTED: Readonly<Record<string, string>> = { valid_common: 'common', valid_challenge: 'challenging' };

/** The subset that a test image belongs to: told by the folders that it lies in, not by its own name. */
function subsetOf(image: string): string | null {
  const folders = image.toLowerCase().split('/').slice(0, -1);
  if (folders.includes('ibug')) return 'challenging';
  return folders.includes('helen') || folders.includes('lfpw') ? 'common' : null;
}

function fromPts(folder: string, findings: Findings): ListedSample[] {
  const folders = [
    ...TRAIN.map((sub) => ({ sub, part: 'train' as const, subsets: undefined })),
    ...Object.entries(TEST).flatMap(([subset, subs]) =>
      subs.map((sub) => ({ sub, part: 'test' as const, subsets: [subset] })),
    ),
  ];
  const images = new ImageFinder(folder, [''], findings);
  const labels = walk(folder, findings).filter((name) => /\.pts$/i.test(name));
  return folders.flatMap(({ sub, part, subsets }) =>
    labels
      .filter((name) => name.startsWith(`${sub}/`))
      .flatMap((name): ListedSample[] => {
        const file = path.join(folder, name);
        const points = findings.attempt(() => {
          const parsed = parsePts(readText(file), file, 68);
          checkTogether(parsed, file);
          return parsed;
        });
        const image = images.findStem(name.replace(/\.pts$/i, ''), file);
        if (!points || !image) return [];
        const id = path.relative(folder, image);
        return [{ id, values: points.flat(), crop: cropAround(points), subsets, place: file, file: image, part }];
      }),
  );
}
