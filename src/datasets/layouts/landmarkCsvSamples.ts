import path from 'node:path';
import type { Findings } from '../findings';
import { type LandmarkRow, parseLandmarkCsv } from '../formats/landmarkCsv';
import type { ImageFinder } from '../imageFinder';
import type { ListedSample } from '../listing';
import { readText } from '../readFile';
import { checkSquare, checkTogether } from './checkFace';
import { cropOf, namer } from './landmarkListing';

/** The rows of HRNet's CSV `name` in a folder; none, with a problem, where it cannot be read. */
export function readLandmarkCsv(folder: string, name: string, points: number, findings: Findings): LandmarkRow[] {
  const file = path.join(folder, name);
  const read = () => parseLandmarkCsv(readText(file), file, points, (problem) => findings.add(problem));
  return findings.attemptList(read) ?? [];
}

/** The samples that such rows make. @param subsets of a row's face. */
export function landmarkCsvSamples(
  rows: readonly LandmarkRow[],
  file: string,
  options: {
    part: ListedSample['part'];
    subsets: (row: LandmarkRow) => readonly string[];
    images: ImageFinder;
    findings: Findings;
  },
): ListedSample[] {
  const { part, images, findings } = options;
  const name = namer();
  return rows.flatMap((row): ListedSample[] => {
    const { image, scale, centre, points } = row;
    const place = `${file}, row ${row.row}`;
    const id = name(image);
    const crop = findings.attempt(() => {
      const square = cropOf(scale, centre);
      checkTogether(points, place);
      checkSquare(points, square, place);
      return square;
    });
    const found = images.find(image, place);
    if (!crop || !found) return [];
    const subsets = options.subsets(row);
    return [
      { id, values: points.flat(), crop, subsets: subsets.length > 0 ? subsets : undefined, place, file: found, part },
    ];
  });
}
