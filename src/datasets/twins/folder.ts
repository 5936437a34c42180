import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { writeFileAtomic } from '../../files/atomicFile';
import { makeFolder } from '../../files/makeFolder';
import { systemError } from '../../files/systemError';
import { DataError } from '../dataError';

/**
 * What its pictures show: `plain`: small pictures that the head fills, or a road in good weather, with little beside;
 * `wild`: larger pictures with covers, occluders, blur, noise, changing distance, bad weather.
 */
export const SCENES = ['plain', 'wild'] as const;
/** One of `SCENES`. */
export type Scenes = (typeof SCENES)[number];

/** Which twin: what is drawn is a function of this, of the layout and of the twin's version. */
export interface TwinPlan {
  readonly train: number;
  readonly test: number;
  readonly scenes: Scenes;
  readonly seed: number;
}

export type TwinProgress = (done: number, total: number) => void;

/** The file that says that a folder is synthetic, and whole: it is written last. */
const MARKER = 'SYNTHETIC.json';

export const TWIN_KIND = z.object({
  version: z.number(),
  scenes: z.enum(SCENES),
  train: z.number(),
  test: z.number(),
});

/** What twins of several seeds have in common. */
export type TwinKind = z.output<typeof TWIN_KIND>;

export const isTwin = (folder: string): boolean => existsSync(path.join(folder, MARKER));

/** Which twin a folder holds; null where it is none. @throws DataError for a marker that this kit has not written. */
export function twinIn(folder: string): TwinKind | null {
  if (!isTwin(folder)) return null;
  const file = path.join(folder, MARKER);
  try {
    return TWIN_KIND.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new DataError(file, 'not as "rlel twin" writes it: remove the folder, it is drawn anew.');
  }
}

/** A synthetic data set in the layout of a real one. */
export interface Twin {
  /** Changes when the pictures or labels do. */
  readonly version: number;
  /** What was drawn and how, for the folder's README. */
  readonly description: string;
  /** The lowest error that labels with this much noise allow. */
  readonly floor: string;
  /** Writes images and labels. */
  write(folder: string, plan: TwinPlan, onProgress: TwinProgress): Promise<void>;
}

/**
 * Writes a twin whole or not at all; a folder that is whole already is left as it is. Same plan, same bytes: of processes that
 * write the same twin at once, the first to finish leaves its own.
 */
export async function writeTwinFolder(
  twin: Twin,
  folder: string,
  plan: TwinPlan,
  onProgress: TwinProgress,
): Promise<void> {
  if (isTwin(folder)) return;
  let draft = '';
  try {
    makeFolder(path.dirname(folder));
    removeStaleDrafts(path.dirname(folder));
    draft = mkdtempSync(`${folder}${DRAFT}`);
    await twin.write(draft, plan, onProgress);
    const { version, description, floor } = twin;
    const { train, test, scenes, seed } = plan;
    writeFileAtomic(
      path.join(draft, 'README.md'),
      `# Synthetic data\n\n${train} pictures to train and ${test} to test, ${scenes} scenes, seed ${seed}, version ${version}: no photograph, no real person.\n\n${description}\n\nNoise floor: ${floor}.\n`,
    );
    writeFileAtomic(path.join(draft, MARKER), `${JSON.stringify({ synthetic: true, version, ...plan })}\n`);
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
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  makeFolder(path.dirname(file));
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  await (file.endsWith('.png') ? image.png({ compressionLevel: 1 }) : image.jpeg({ quality: 88 })).toFile(file);
}
