import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RlelError } from '../errors';
import { writeFileAtomic } from './atomicFile';

/** A float32 tensor outside TensorFlow. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface Entry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

const MAX_HEADER = 100_000_000;

/**
 * Writes float32 tensors in the safetensors layout: header length (u64, little-endian), JSON header, data. The
 * metadata holds strings; a SHA-256 of the data is added as `sha256`.
 */
export function writeSafetensors(
  file: string,
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>>,
): void {
  const header: Record<string, unknown> = {};
  const parts: Uint8Array[] = [];
  const digest = createHash('sha256');
  let at = 0;
  for (const [name, { shape, values }] of tensors) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + bytes.length] };
    parts.push(bytes);
    digest.update(bytes);
    at += bytes.length;
  }
  header.__metadata__ = { ...metadata, sha256: digest.digest('hex') };
  let text = JSON.stringify(header);
  text += ' '.repeat((8 - (Buffer.byteLength(text) % 8)) % 8);
  const json = Buffer.from(text);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  writeFileAtomic(file, [length, json, ...parts]);
}

/**
 * Reads what `writeSafetensors` wrote; bounds, types and the hash are checked before anything is used.
 * @param options.skipOtherTypes tensors that are not float32 are passed over; else they are an error.
 * @throws RlelError naming the file and what is wrong with it.
 */
export function readSafetensors(
  file: string,
  { skipOtherTypes = false } = {},
): {
  tensors: Map<string, StoredTensor>;
  metadata: Record<string, string>;
} {
  const bytes = readFileSync(file);
  const broken = (what: string) => new RlelError(`${file}: not a whole safetensors file (${what}).`);
  if (bytes.length < 8) throw broken('shorter than its header length');
  const length = bytes.readBigUInt64LE(0);
  if (length > MAX_HEADER || length > bytes.length - 8) throw broken('the header is cut off');
  const data = bytes.subarray(8 + Number(length));
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(length)));
  } catch {
    throw broken('the header is not JSON');
  }
  const metadata = header.__metadata__ as Record<string, string> | undefined;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets: offsets } = value as Entry;
    if (dtype !== 'F32' && skipOtherTypes) continue;
    if (dtype !== 'F32') throw broken(`tensor ${name} is ${dtype}, expected F32`);
    const [from, to] = Array.isArray(offsets) ? offsets : [-1, -1];
    const size = Array.isArray(shape) ? shape.reduce((product, side) => product * side, 4) : -1;
    if (!Number.isInteger(from) || from < 0 || to > data.length || to - from !== size) {
      throw broken(`tensor ${name} has impossible bounds`);
    }
    tensors.set(name, { shape, values: new Float32Array(Uint8Array.from(data.subarray(from, to)).buffer) });
  }
  if (metadata?.sha256 && metadata.sha256 !== createHash('sha256').update(data).digest('hex')) {
    throw broken('its data do not match the recorded hash');
  }
  return { tensors, metadata: metadata ?? {} };
}
