import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { download } from '../../src/data/download';
import { getSet } from '../../src/data/getSet';
import { filesFolder, newFolder, UTK_NAMES } from '../support/dataFolders';

process.env.RLEL_DATA = newFolder();
const BYTES = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const hash = (name: string, bytes: Buffer): string => createHash(name).update(bytes).digest('hex');

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on this machine. @returns its address, and the ranges that it was asked for. */
async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    handle(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/set.tar.gz`, ranges };
}

/** Sends a file, or the part that is asked for; breaks off after `most` bytes. */
const sends =
  (bytes: Buffer, { most = Number.POSITIVE_INFINITY, tag = '"a"', ranges = true } = {}) =>
  ({ headers }: IncomingMessage, response: ServerResponse): void => {
    const [, asked] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
    const same = headers['if-range'] === undefined || headers['if-range'] === tag;
    const from = ranges && asked && same ? Number(asked) : 0;
    const rest = bytes.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': rest.length,
      etag: tag,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    if (rest.length <= most) response.end(rest);
    else response.write(rest.subarray(0, most), () => setTimeout(() => response.destroy(), 20));
  };
const target = () => path.join(newFolder(), 'set.tar.gz');
const file = (url: string, md5: string | null = null) => ({ url, md5, bytes: BYTES.length });

test('a file is downloaded whole, with progress, and its checksum compared', async () => {
  const { url } = await serve(sends(BYTES));
  const to = target();
  const seen: number[] = [];
  const onProgress = (done: number, total: number) => void seen.push(done / total);
  expect(await download(file(url, hash('md5', BYTES)), to, { onProgress })).toBe(hash('sha256', BYTES));
  expect(readFileSync(to).equals(BYTES)).toBe(true);
  expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
  expect(readdirSync(path.dirname(to))).toEqual(['set.tar.gz']);
});

test('a connection that breaks is taken up where it broke, as long as each try brings something', async () => {
  const { url, ranges } = await serve(sends(BYTES, { most: 100_000 }));
  const to = target();
  await download(file(url, hash('md5', BYTES)), to);
  expect(readFileSync(to).equals(BYTES)).toBe(true);
  expect(ranges[0]).toBeUndefined();
  expect(ranges.length).toBeGreaterThan(1);
});

/** A download that was cut off: what a first server sent before it refused. */
async function cutOff(url: string, handler: { now: ReturnType<typeof sends> }): Promise<string> {
  const to = target();
  handler.now = sends(BYTES, { most: 100_000 });
  let answers = 0;
  const first = handler.now;
  handler.now = (request, response) => {
    answers += 1;
    if (answers === 1) first(request, response);
    else response.writeHead(503).end();
  };
  await expect(download(file(url), to)).rejects.toThrow('the server answers 503');
  expect(existsSync(to)).toBe(false);
  expect(statSync(`${to}.part`).size).toBeGreaterThan(0);
  return to;
}
const changing = async () => {
  const handler = { now: sends(BYTES) };
  return { handler, ...(await serve((request, response) => handler.now(request, response))) };
};

describe('a download that was cut off', () => {
  test('goes on with the next command', async () => {
    const { url, ranges, handler } = await changing();
    const to = await cutOff(url, handler);
    const { size } = statSync(`${to}.part`);
    handler.now = sends(BYTES);
    await download(file(url, hash('md5', BYTES)), to);
    expect(ranges.at(-1)).toBe(`bytes=${size}-`);
    expect(readFileSync(to).equals(BYTES)).toBe(true);
  });

  test.each([
    ['when the file was changed meanwhile', { tag: '"b"' }],
    ['when the server knows no parts', { ranges: false }],
  ])('starts over %s', async (_, options) => {
    const { url, handler } = await changing();
    const to = await cutOff(url, handler);
    const changed = Buffer.concat([Buffer.from('new'), BYTES]);
    handler.now = sends(changed, options);
    expect(await download(file(url), to)).toBe(hash('sha256', changed));
  });

  test('starts over when a server without marks has a file of another size', async () => {
    const { url, handler } = await changing();
    const to = await cutOff(url, handler);
    const changed = Buffer.concat([BYTES, Buffer.from('new')]);
    handler.now = (request, response) => {
      delete request.headers['if-range'];
      sends(changed)(request, response);
    };
    expect(await download(file(url), to)).toBe(hash('sha256', changed));
  });
});

describe('what goes wrong is told', () => {
  test('bytes that are not those that are published, which are removed', async () => {
    const { url } = await serve(sends(BYTES));
    const to = target();
    await expect(download(file(url, hash('md5', Buffer.from('x'))), to)).rejects.toThrow(
      'is published. What was downloaded',
    );
    expect(readdirSync(path.dirname(to))).toEqual([]);
  });

  test.each([
    [
      'a file that is not there',
      (_: IncomingMessage, r: ServerResponse) => r.writeHead(404).end(),
      'the server answers 404',
    ],
    [
      'a page',
      (_: IncomingMessage, r: ServerResponse) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      'a page in place of the file',
    ],
    [
      'no size',
      (_: IncomingMessage, r: ServerResponse) => r.writeHead(200, { 'transfer-encoding': 'chunked' }).end('x'),
      'does not say how large',
    ],
    [
      'a connection that brings nothing',
      (_: IncomingMessage, r: ServerResponse) => r.destroy(),
      'The same command goes on',
    ],
  ])('%s', async (_, handle, message) => {
    const { url } = await serve(handle);
    await expect(download(file(url), target())).rejects.toThrow(message);
  });

  test('nobody at the address', async () => {
    await expect(download(file('http://127.0.0.1:1/set.zip'), target())).rejects.toThrow('no connection (');
  });

  test('too little room on the disk, before anything is fetched', async () => {
    const { url, ranges } = await serve(sends(BYTES));
    await expect(download(file(url), target(), { room: 2 ** 60 })).rejects.toThrow(
      /MiB are needed .* are free\. Free some/,
    );
    expect(ranges).toEqual([]);
  });
});

/** An archive of images, as bytes. */
async function archive(program: 'tar' | 'zip'): Promise<Buffer> {
  const folder = await filesFolder(UTK_NAMES);
  const packed = path.join(newFolder(), 'packed');
  if (program === 'tar') execFileSync('tar', ['-czf', packed, '-C', folder, '.']);
  else execFileSync('python3', ['-m', 'zipfile', '-c', packed, ...UTK_NAMES], { cwd: folder });
  return readFileSync(packed);
}
const nothing = (): void => {};

test.each(['tar', 'zip'] as const)('a %s archive is unpacked, whole or not at all', async (program) => {
  const bytes = await archive(program);
  const { url } = await serve(sends(bytes));
  const at = program === 'zip' ? url.replace('.tar.gz', '.zip?download=1') : url;
  const folder = path.join(newFolder(), 'set');
  const published = { url: at, md5: hash('md5', bytes), bytes: bytes.length };
  expect(await getSet('utkface', published, folder, nothing)).toBe(`MD5 as published (${hash('md5', bytes)})`);
  expect(readdirSync(folder).sort()).toEqual([...UTK_NAMES].sort());
  expect(readdirSync(path.dirname(folder))).toEqual(['set']);
  await expect(getSet('utkface', published, folder, nothing)).rejects.toThrow('there is something already');
});

test('what is no archive is not unpacked, and not recorded', async () => {
  const { url } = await serve(sends(BYTES));
  const folder = path.join(newFolder(), 'set');
  await expect(getSet('broken', file(url), folder, nothing)).rejects.toThrow('cannot be unpacked');
  expect(readdirSync(path.dirname(folder))).toEqual(['set.tar.gz']);
  expect(existsSync(path.join(process.env.RLEL_DATA as string, 'downloads', 'broken.first.json'))).toBe(false);
});

test('without a published checksum that of the first download is recorded, and later ones are compared with it', async () => {
  const [bytes, others] = [await archive('tar'), await archive('zip')];
  const { url, handler } = await changing();
  const get = () => getSet('pointing04', file(url), path.join(newFolder(), 'set'), nothing);
  handler.now = sends(bytes);
  expect(await get()).toContain(`no checksum is published; recorded at this first download`);
  expect(await get()).toMatch(/^SHA-256 as at the first download, \d{4}-\d\d-\d\d$/);
  handler.now = sends(others);
  await expect(get()).rejects.toThrow('It was changed, or damaged on its way');
  const record = path.join(process.env.RLEL_DATA as string, 'downloads', 'pointing04.first.json');
  writeFileSync(record, '{}');
  handler.now = sends(bytes);
  await expect(get()).rejects.toThrow(`${record}: not what "rlel data get" wrote`);
});
