import { inflateSync } from 'node:zlib';
import { DataError } from '../dataError';

/** A real matrix, column-major as in MATLAB. */
export interface Matrix {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const HEADER = 128;
const LARGEST = 256 * 1024 * 1024;
const MI_MATRIX = 14;
const MI_COMPRESSED = 15;
/** Bytes and reader of each numeric storage type. */
const STORAGE: Readonly<Record<number, readonly [number, (bytes: Buffer, at: number) => number]>> = {
  1: [1, (b, at) => b.readInt8(at)],
  2: [1, (b, at) => b.readUInt8(at)],
  3: [2, (b, at) => b.readInt16LE(at)],
  4: [2, (b, at) => b.readUInt16LE(at)],
  5: [4, (b, at) => b.readInt32LE(at)],
  6: [4, (b, at) => b.readUInt32LE(at)],
  7: [4, (b, at) => b.readFloatLE(at)],
  9: [8, (b, at) => b.readDoubleLE(at)],
  12: [8, (b, at) => Number(b.readBigInt64LE(at))],
  13: [8, (b, at) => Number(b.readBigUInt64LE(at))],
};
/** Classes of arrays: 6 double, 7 single, 8…15 integers; others have no numbers of their own. */
const NUMERIC = { first: 6, last: 15 };
const CLASS_NAMES: Readonly<Record<number, string>> = {
  1: 'cell array',
  2: 'struct',
  3: 'object',
  4: 'text',
  5: 'sparse matrix',
};

/** One data element: its type and where its data lie. */
interface Element {
  readonly type: number;
  readonly data: Buffer;
  readonly next: number;
}

/**
 * Reads real numeric matrices from a MATLAB level 5 file (little-endian). Nothing in the file is run or trusted:
 * every size is checked against the bytes that are there, also after decompression (256 MiB at most).
 * @param file its name, for messages.
 * @param wanted names of variables; others are skipped, whatever they are.
 * @throws DataError naming the file and the offset or variable.
 */
export function parseMat5(bytes: Buffer, file: string, wanted: readonly string[]): Map<string, Matrix> {
  checkHeader(bytes, file);
  const found = new Map<string, Matrix>();
  for (let at = HEADER; at < bytes.length; ) {
    const element = readElement(bytes, at, file);
    at = element.next;
    const matrix = element.type === MI_COMPRESSED ? decompress(element.data, file) : element;
    if (matrix.type !== MI_MATRIX) continue;
    const variable = readMatrix(matrix.data, file, wanted);
    if (!variable) continue;
    if (found.has(variable.name)) throw new DataError(file, `the variable ${variable.name} occurs twice.`);
    found.set(variable.name, variable.matrix);
  }
  for (const name of wanted) {
    if (!found.has(name)) throw new DataError(file, `no variable ${name}; expected ${wanted.join(', ')}.`);
  }
  return found;
}

function checkHeader(bytes: Buffer, file: string): void {
  const isHdf5 = [0, 512].some((at) => bytes.subarray(at, at + 4).equals(Buffer.from([0x89, 0x48, 0x44, 0x46])));
  if (isHdf5) throw new DataError(file, `a MATLAB 7.3 (HDF5) file, expected a level 5 one (save it with -v7).`);
  if (bytes.length < HEADER) throw new DataError(file, `${bytes.length} bytes, too short for a MATLAB file.`);
  const endian = bytes.toString('latin1', 126, 128);
  if (endian === 'MI')
    throw new DataError(file, `big-endian, which is not supported. Save it on a little-endian machine.`);
  if (endian !== 'IM' || bytes.readUInt16LE(124) !== 0x0100) {
    throw new DataError(file, `not a MATLAB level 5 file (its header ends with neither IM nor version 1).`);
  }
}

function readElement(bytes: Buffer, at: number, file: string): Element {
  const cut = () => new DataError(file, `cut off at byte ${at} (of ${bytes.length}). Fetch it again.`);
  if (at + 8 > bytes.length) throw cut();
  const first = bytes.readUInt32LE(at);
  const small = first >>> 16; // a small element holds its size in the upper half and at most 4 bytes
  if (small > 0) {
    if (small > 4) throw new DataError(file, `a small element of ${small} bytes at byte ${at}, expected at most 4.`);
    return { type: first & 0xffff, data: bytes.subarray(at + 4, at + 4 + small), next: at + 8 };
  }
  const size = bytes.readUInt32LE(at + 4);
  const end = at + 8 + size;
  if (end > bytes.length) throw cut();
  // data are padded to 8 bytes, but for compressed ones
  const next = first === MI_COMPRESSED ? end : Math.min(Math.ceil(end / 8) * 8, Math.max(bytes.length, end));
  return { type: first, data: bytes.subarray(at + 8, end), next };
}

function decompress(data: Buffer, file: string): Element {
  try {
    return readElement(inflateSync(data, { maxOutputLength: LARGEST }), 0, file);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(file, `a compressed variable cannot be read (${(error as Error).message}). Fetch it again.`);
  }
}

/** null for a variable that is not wanted. */
function readMatrix(data: Buffer, file: string, wanted: readonly string[]): { name: string; matrix: Matrix } | null {
  if (data.length === 0) return null; // an empty matrix without a name
  const flags = readElement(data, 0, file);
  const dimensions = readElement(data, flags.next, file);
  const label = readElement(data, dimensions.next, file);
  const name = label.data.toString('latin1');
  if (!wanted.includes(name)) return null;
  if (flags.data.length < 4 || dimensions.data.length % 4 !== 0) {
    throw new DataError(file, `the variable ${name} has no proper header.`);
  }
  const kind = flags.data.readUInt8(0);
  const complex = (flags.data.readUInt8(1) & 0x08) !== 0;
  if (kind < NUMERIC.first || kind > NUMERIC.last || complex) {
    const what = complex ? 'complex' : `a ${CLASS_NAMES[kind] ?? `class ${kind}`}`;
    throw new DataError(file, `the variable ${name} is ${what}, expected real numbers.`);
  }
  const shape = Array.from({ length: dimensions.data.length / 4 }, (_, i) => dimensions.data.readInt32LE(4 * i));
  const count = shape.reduce((product, side) => product * side, 1);
  if (shape.length < 2 || shape.length > 4 || shape.some((side) => side < 0)) {
    throw new DataError(file, `the variable ${name} has shape ${shape.join(' × ')}, expected 2 to 4 dimensions.`);
  }
  const numbers = readElement(data, label.next, file);
  const storage = STORAGE[numbers.type];
  if (!storage || numbers.data.length !== count * storage[0]) {
    throw new DataError(
      file,
      `the variable ${name} has ${numbers.data.length} bytes of type ${numbers.type} for ${shape.join(' × ')} numbers.`,
    );
  }
  const [size, read] = storage;
  const values = Float64Array.from({ length: count }, (_, i) => read(numbers.data, i * size));
  return { name, matrix: { shape, values } };
}

/** A MATLAB level 5 file of double matrices, little-endian, not compressed. */
export function writeMat5(variables: ReadonlyMap<string, Matrix>): Buffer {
  const header = Buffer.alloc(HEADER, ' ');
  header.write('MATLAB 5.0 MAT-file', 'latin1');
  header.fill(0, 116, 124);
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126, 'latin1');
  const parts = [...variables].map(([name, { shape, values }]) => {
    const flags = Buffer.from([6, 0, 0, 0, 0, 0, 0, 0]);
    const dimensions = Buffer.alloc(4 * shape.length);
    for (const [i, side] of shape.entries()) dimensions.writeInt32LE(side, 4 * i);
    const numbers = Buffer.alloc(8 * values.length);
    for (const [i, value] of values.entries()) numbers.writeDoubleLE(value, 8 * i);
    const body = [
      element(6, flags),
      element(5, dimensions),
      element(1, Buffer.from(name, 'latin1')),
      element(9, numbers),
    ];
    return element(MI_MATRIX, Buffer.concat(body));
  });
  return Buffer.concat([header, ...parts]);
}

function element(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc((8 - (data.length % 8)) % 8)]);
}
