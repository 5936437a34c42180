import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { writeFileAtomic } from '../../files/atomicFile';
import { makeFolder } from '../../files/makeFolder';
import { systemError } from '../../files/systemError';

export interface TwinSize {
  readonly train: number;
  readonly test: number;
}

export type TwinProgress = (done: number, total: number) => void;

/** The file that says that a folder is synthetic, and whole: it is written last. */
const MARKER = 'SYNTHETIC.json';

export const isTwin = (folder: string): boolean => existsSync(path.join(folder, MARKER));

/** A synthetic data set in the layout of a real one. */
export interface Twin {
  /** Changes when the pictures or labels do. */
  readonly version: number;
  /** What was drawn and how, for the folder's README. */
  readonly description: string;
  /** The lowest error that labels with this much noise allow. */
  readonly floor: string;
  /** Writes images and labels. */
  write(folder: string, size: TwinSize, seed: number, onProgress: TwinProgress): Promise<void>;
}

/**
 * Writes a twin whole or not at all; a folder that is whole already is left as it is. Same size and seed, same bytes:
 * of processes that write the same twin at once, the first to finish leaves its own.
 */
export async function writeTwinFolder(
  twin: Twin,
  folder: string,
  size: TwinSize,
  seed: number,
  onProgress: TwinProgress,
): Promise<void> {
  if (isTwin(folder)) return;
  let draft = '';
  try {
    makeFolder(path.dirname(folder));
    removeStaleDrafts(path.dirname(folder));
    draft = mkdtempSync(`${folder}${DRAFT}`);
    await twin.write(draft, size, seed, onProgress);
    const { version, description, floor } = twin;
    writeFileAtomic(
      path.join(draft, 'README.md'),
      `# Synthetic data\n\n${size.train} pictures to train and ${size.test} to test, seed ${seed}, version ${version}: no photograph, no real person.\n\n${description}\n\nNoise floor: ${floor}.\n`,
    );
    writeFileAtomic(path.join(draft, MARKER), `${JSON.stringify({ synthetic: true, version, seed, ...size })}\n`);
    if (isTwin(folder)) return; // another process was faster
    rmSync(folder, { recursive: true, force: true }); // what an older version left unfinished
    renameSync(draft, folder);
  } catch (error) {
    if (isTwin(folder)) return;
    throw systemError(error, folder);
  } finally {
    if (draft) rmSync(draft, { recursive: true, force: true });
  }
}

const DRAFT = '.tmp-';
const STALE_AFTER_MS = 24 * 3600 * 1000;

/** Removes what processes that were killed have left. */
function removeStaleDrafts(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.includes(DRAFT))) {
    const draft = path.join(parent, name);
    const changed = statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > STALE_AFTER_MS) rmSync(draft, { recursive: true, force: true });
  }
}

const AT_ONCE = 8;

/** Does `work` for 0 … count − 1, a few at a time, in order. */
export async function inGroups(
  count: number,
  work: (index: number) => Promise<void>,
  onProgress: TwinProgress,
): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const group = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => from + i);
    await Promise.all(group.map(work));
    onProgress(Math.min(from + AT_ONCE, count), count);
    await new Promise(setImmediate); // lets signals in
  }
}

/** Writes a picture as the file's ending says. */
export async function writePicture(
  file: string,
  pixels: Uint8Array,
  [width, height]: readonly [number, number],
): Promise<void> {
  makeFolder(path.dirname(file));
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  await (file.endsWith('.png') ? image.png({ compressionLevel: 1 }) : image.jpeg({ quality: 88 })).toFile(file);
}
