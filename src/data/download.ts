import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { statIfThere } from '../datasets/readFile';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { makeFolder } from '../files/makeFolder';
import { systemError } from '../files/systemError';
import type { Download } from './obtaining';

export type ByteProgress = (done: number, total: number) => void;

/** What is known of a file that is downloaded in part: it goes on only with the same one. */
const PART = z.strictObject({ url: z.string(), total: z.number(), validator: z.string().nullable() });
type Part = z.output<typeof PART>;

/**
 * Downloads a file, or the rest of it where an earlier try was cut off. A connection that breaks is taken up again as long
 * as that brings something. What is there then is the whole file; its bytes are those that the owner publishes a checksum
 * of, where there is one.
 * @param room bytes that must be free beside it.
 * @returns its SHA-256 (hex).
 * @throws RlelError when there is too little room, the server refuses, or the bytes are not those that are published.
 */
export async function download(
  { url, md5, bytes }: Download,
  to: string,
  { room = 0, onProgress = () => {} }: { room?: number; onProgress?: ByteProgress } = {},
): Promise<string> {
  try {
    makeFolder(path.dirname(to));
    if (!existsSync(to)) {
      requireRoom(path.dirname(to), bytes - sizeOf(partOf(to)) + room);
      while (!(await fetchRest(url, to, room, onProgress))) {} // each try has brought something
    }
    const hashes = await hashesOf(partOrWhole(to));
    if (md5 !== null && hashes.md5 !== md5) {
      rmSync(partOrWhole(to));
      rmSync(noteOf(to), { force: true });
      throw new RlelError(
        `${url}: its MD5 is ${hashes.md5}, but ${md5} is published. What was downloaded is removed: start the same command again.`,
      );
    }
    if (!existsSync(to)) renameSync(partOf(to), to);
    rmSync(noteOf(to), { force: true });
    return hashes.sha256;
  } catch (error) {
    throw systemError(error);
  }
}

const partOf = (to: string): string => `${to}.part`;
const noteOf = (to: string): string => `${to}.part.json`;
const partOrWhole = (to: string): string => (existsSync(to) ? to : partOf(to));
const sizeOf = (file: string): number => statIfThere(file)?.size ?? 0;

/** @throws RlelError when a folder's disk has less room than that. */
function requireRoom(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  const mib = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  throw new RlelError(
    `${folder}: ${mib(needed)} are needed for the download and what it unpacks to, ${mib(bavail * bsize)} are free. Free some, or choose another disk (--to FOLDER).`,
  );
}

/** One connection. @returns whether the file is whole. @throws RlelError when it brought nothing. */
async function fetchRest(url: string, to: string, room: number, onProgress: ByteProgress): Promise<boolean> {
  const known = readNote(to, url);
  const have = known ? sizeOf(partOf(to)) : 0;
  if (known && have === known.total) return true;
  const response = await answer(url, known, have);
  const goesOn = response.status === 206;
  const total = goesOn ? totalIn(response, have, url) : Number(response.headers.get('content-length') ?? Number.NaN);
  if (known && goesOn && total !== known.total) {
    await response.body?.cancel();
    rmSync(partOf(to), { force: true }); // another file by now
    rmSync(noteOf(to), { force: true });
    return false;
  }
  if (!(total > 0)) throw new RlelError(`${url}: the server does not say how large it is. Download it by hand.`);
  const from = goesOn ? have : 0;
  requireRoom(path.dirname(to), total - from + room);
  if (!goesOn) writeNote(to, { url, total, validator: validatorOf(response) });
  const file = await open(partOf(to), goesOn ? 'r+' : 'w');
  let at = from;
  try {
    onProgress(at, total);
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      if (at + chunk.length > total) throw new RlelError(`${url}: more bytes than the ${total} that were announced.`);
      await file.write(chunk, 0, chunk.length, at);
      at += chunk.length;
      onProgress(at, total);
    }
    await file.sync();
  } catch (error) {
    if (error instanceof RlelError || (error as NodeJS.ErrnoException).syscall === 'write') throw error;
    if (at === from) throw new RlelError(`${url}: the connection broke (${causeOf(error)}). ${GOES_ON}`);
  } finally {
    await file.close();
  }
  if (at < total && at === from)
    throw new RlelError(`${url}: the connection ended at byte ${at} of ${total}. ${GOES_ON}`);
  return at === total;
}

const GOES_ON = 'The same command goes on from there.';

async function answer(url: string, known: Part | null, have: number): Promise<Response> {
  const asked: Record<string, string> = { 'accept-encoding': 'identity' };
  if (known && have > 0) {
    asked.range = `bytes=${have}-`;
    if (known.validator) asked['if-range'] = known.validator;
  }
  let response: Response;
  try {
    response = await fetch(url, { headers: asked });
  } catch (error) {
    throw new RlelError(`${url}: no connection (${causeOf(error)}). ${GOES_ON}`);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new RlelError(`${url}: the server answers ${response.status} ${response.statusText}. Download it by hand.`);
  }
  if (/text\/html/.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    throw new RlelError(`${url}: the server sends a page in place of the file. Download it by hand.`);
  }
  return response;
}

/** Bytes of the whole file, by an answer that goes on at `from`. */
function totalIn(response: Response, from: number, url: string): number {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (Number(start) === from) return Number(total);
  throw new RlelError(
    `${url}: the server does not go on at byte ${from}. Remove the file that ends in .part, and start again.`,
  );
}

/** A strong ETag, or the time of change: what tells that the file is the same. */
function validatorOf({ headers }: Response): string | null {
  const tag = headers.get('etag');
  return tag && !tag.startsWith('W/') ? tag : headers.get('last-modified');
}

const writeNote = (to: string, part: Part): void => writeFileAtomic(noteOf(to), `${JSON.stringify(part)}\n`);

/** null where nothing, or something else, was begun. */
function readNote(to: string, url: string): Part | null {
  if (!existsSync(noteOf(to)) || !existsSync(partOf(to))) return null;
  try {
    const part = PART.parse(JSON.parse(readFileSync(noteOf(to), 'utf8')));
    return part.url === url && sizeOf(partOf(to)) <= part.total ? part : null;
  } catch {
    return null;
  }
}

async function hashesOf(file: string): Promise<{ md5: string; sha256: string }> {
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  for await (const chunk of createReadStream(file)) {
    md5.update(chunk as Buffer);
    sha256.update(chunk as Buffer);
  }
  return { md5: md5.digest('hex'), sha256: sha256.digest('hex') };
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}
