import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { makeFolder } from '../files/makeFolder';
import { dataRoot } from './dataRoot';
import { type ByteProgress, download } from './download';
import type { Download } from './obtaining';

const FIRST = z.strictObject({ url: z.string(), sha256: z.string(), firstAt: z.string() });

/** Room for what an archive unpacks to, as a multiple of its size. */
const UNPACKED = 2;

/**
 * Downloads a data set's archive and unpacks it. Where its owner publishes no checksum, that of the first download is
 * recorded, and later ones must have it.
 * @param folder that it is unpacked to, which appears whole.
 * @returns what is known of the bytes, in a sentence.
 * @throws RlelError when the folder is there already, and as `download`.
 */
export async function getSet(name: string, file: Download, folder: string, onProgress: ByteProgress): Promise<string> {
  if (existsSync(folder)) throw new RlelError(`${folder}: there is something already. Choose another (--to FOLDER).`);
  const archive = `${folder}${endingOf(file.url)}`;
  const sha256 = await download(file, archive, { room: UNPACKED * file.bytes, onProgress });
  const told = file.md5 === null ? compareWithFirst(name, file.url, sha256, archive) : `MD5 as published (${file.md5})`;
  unpack(archive, folder);
  if (file.md5 === null) recordFirst(name, file.url, sha256);
  rmSync(archive);
  return told;
}

const ENDINGS = ['.tar.gz', '.tgz', '.zip'];
const endingOf = (url: string): string => ENDINGS.find((ending) => new URL(url).pathname.endsWith(ending)) ?? '';

const firstOf = (name: string): string => path.join(dataRoot(), 'downloads', `${name}.first.json`);

function compareWithFirst(name: string, url: string, sha256: string, archive: string): string {
  const record = firstOf(name);
  if (!existsSync(record)) {
    return `no checksum is published; recorded at this first download, to compare later ones: SHA-256 ${sha256}`;
  }
  const first = readFirst(record);
  if (first.url === url && first.sha256 === sha256)
    return `SHA-256 as at the first download, ${first.firstAt.slice(0, 10)}`;
  rmSync(archive);
  throw new RlelError(
    `${url}: its SHA-256 is ${sha256}, at the first download (${first.firstAt.slice(0, 10)}) it was ${first.sha256}. It was changed, or damaged on its way; what was downloaded is removed. If you trust it as it is now, remove ${record} and start again.`,
  );
}

function readFirst(record: string): z.output<typeof FIRST> {
  try {
    return FIRST.parse(JSON.parse(readFileSync(record, 'utf8')));
  } catch {
    throw new RlelError(`${record}: not what "rlel data get" wrote. Remove the file, and start again.`);
  }
}

function recordFirst(name: string, url: string, sha256: string): void {
  const record = firstOf(name);
  if (existsSync(record)) return;
  writeFileAtomic(record, `${JSON.stringify({ url, sha256, firstAt: new Date().toISOString() })}\n`);
}

/** Unpacks beside the folder, then renames; tar and Python's zipfile keep to the folder whatever names are inside. */
function unpack(archive: string, folder: string): void {
  const draft = `${folder}.tmp-${process.pid}`;
  makeFolder(draft);
  const [program, words] = archive.endsWith('.zip')
    ? ['python3', ['-m', 'zipfile', '-e', archive, draft]]
    : ['tar', ['-xzf', archive, '-C', draft]];
  try {
    execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    renameSync(draft, folder);
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: Buffer };
    const why = code === 'ENOENT' ? `${program} is not there` : (stderr?.toString().trim().split('\n').at(-1) ?? code);
    throw new RlelError(`${archive}: cannot be unpacked (${why}). Remove it and start again, or unpack it by hand.`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
