import path from 'node:path';
import { type BrokenList, leaveOut } from './brokenList';
import { DataError } from './dataError';
import type { Findings } from './findings';
import type { Layout, ListOptions } from './layouts/layout';
import { imageOf, type ListedSample, type Listing, originalOf } from './listing';
import { IMAGE, requireFolder } from './paths';
import { readBytes, statIfThere } from './readFile';
import { walk } from './walk';

/**
 * Lists a folder in a layout, and looks for what concerns the set as a whole: copies and mirrored copies on both sides of
 * a split, files that no label names, no sample at all.
 * @param broken samples to leave out; null: none.
 * @throws RlelError when the folder is not there.
 */
export async function listFolder(
  layout: Layout,
  folder: string,
  findings: Findings,
  options: ListOptions,
  broken: BrokenList | null = null,
): Promise<Listing> {
  requireFolder(folder);
  const listing = await layout.list(folder, findings, options);
  try {
    findings.settleMissing(folder);
    checkSides(listing.samples, findings);
    checkCopies(listing.samples, folder, findings);
    const samples = broken ? leaveOut(listing.samples, findings, broken, folder) : listing.samples;
    if (samples.length === 0 && findings.problems.length === 0) {
      findings.add(new DataError(folder, `no sample was found in it. Expected ${layout.expects}.`, 'set'));
    }
    passOverUnnamed(listing.samples, folder, findings);
    return { ...listing, samples };
  } catch (error) {
    listing.close?.();
    throw error;
  }
}

/** The same face of the same image, or an image and its mirrored copy, must not be on two sides of a split. */
function checkSides(samples: readonly ListedSample[], findings: Findings): void {
  const originals = new Map<string, ListedSample>();
  const faces = new Map<string, ListedSample>();
  for (const sample of samples) {
    const image = imageOf(sample.id);
    if (originalOf(sample.id) === image) originals.set(image, sample);
    const face = `${image} ${sample.values}`;
    const same = faces.get(face);
    if (same && same.part !== sample.part) findings.add(twoSides(sample, same, 'the same face'), sample.id);
    faces.set(face, sample);
  }
  for (const sample of samples) {
    const original = originals.get(originalOf(sample.id));
    if (original && original.part !== sample.part && imageOf(sample.id) !== imageOf(original.id)) {
      findings.add(twoSides(sample, original, 'whose mirrored copy it is'), sample.id);
    }
  }
}

const twoSides = (sample: ListedSample, other: ListedSample, what: string): DataError =>
  new DataError(
    sample.place,
    `${sample.id} is in the ${sample.part} part, and ${other.id} (${what}) in the ${other.part} part. Leave out one of the two.`,
  );

/** Files of one name and the same bytes in two folders: the set was unpacked twice, in part or as a whole. */
function checkCopies(samples: readonly ListedSample[], folder: string, findings: Findings): void {
  const byName = new Map<string, Set<string>>();
  for (const { file } of samples) {
    const name = path.basename(file);
    const files = byName.get(name);
    if (files) files.add(file);
    else byName.set(name, new Set([file]));
  }
  const copies: [string, string][] = [];
  for (const files of byName.values()) {
    const bySize = new Map<number, string[]>();
    for (const file of files.size > 1 ? files : []) {
      const size = statIfThere(file)?.size ?? -1;
      const others = bySize.get(size) ?? [];
      const twin = others.find((other) => readBytes(other).equals(readBytes(file)));
      if (twin) copies.push([twin, file]);
      bySize.set(size, [...others, file]);
    }
  }
  if (copies.length === 0) return;
  const [[a, b]] = copies;
  const text = `${copies.length} images lie there twice, with the same bytes (${path.relative(folder, a)} and ${path.relative(folder, b)}). Remove one of the copies.`;
  findings.add(new DataError(folder, text, 'set'));
}

/** Image formats that are not read, and archives. */
const OTHER_IMAGE = /\.(bmp|gif|tiff?|webp|heic|avif|jp2|ppm|pgm)$/i;
const ARCHIVE = /\.(zip|tar(\.\w+)?|tgz|7z|rar)$/i;

/** Counts images that are neither samples nor looked at already, other formats, and archives that were not unpacked. */
function passOverUnnamed(samples: readonly ListedSample[], folder: string, findings: Findings): void {
  const known = new Set(samples.map(({ file }) => file));
  for (const name of walk(folder, findings)) {
    const file = path.join(folder, name);
    if (findings.passedOver.has(file) || findings.seen.has(file) || known.has(file)) continue;
    if (IMAGE.test(name)) findings.passOver(file, 'an image that no label or list names');
    else if (OTHER_IMAGE.test(name)) findings.passOver(file, `an image of another format (${path.extname(name)})`);
    else if (ARCHIVE.test(name)) findings.passOver(file, 'an archive that is not unpacked');
  }
}
