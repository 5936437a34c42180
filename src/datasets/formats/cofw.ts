import { closeSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { DataError } from '../dataError';
import { fileError } from '../readFile';
import type { DecodedImage } from '../resize';
import type { Point } from './pts';

/** Landmarks of a COFW face. */
export const COFW_POINTS = 29;
const ROWS = 3 * COFW_POINTS; // x, y and an occlusion flag of each
/** Where MATLAB puts what references lead to. */
const REFERRED = '#refs#';
const MAX_PIXELS = 50_000_000;

/** The variables' names in each file: images, points, boxes. */
const NAMES = { train: ['IsTr', 'phisTr', 'bboxesTr'], test: ['IsT', 'phisT', 'bboxesT'] } as const;

export interface CofwFace {
  readonly points: readonly Point[];
  readonly occluded: readonly boolean[];
  /** left, top, width, height. */
  readonly box: readonly number[];
}

export interface CofwFile {
  readonly count: number;
  face(index: number): CofwFace;
  /** R, G, B; a grey image has three equal channels. @throws DataError naming the image. */
  image(index: number): DecodedImage;
  close(): void;
}

/** The HDF5 library, set to throw its errors, once a process. It is a module of the newer kind, hence the import at run time. */
async function load() {
  const library = await import('h5wasm/node');
  const { activate_throwing_error_handler: throwErrors } = await library.ready;
  throwErrors();
  return library;
}
type Library = Awaited<ReturnType<typeof load>>;
let loaded: ReturnType<typeof load> | null = null;
function hdf5(): ReturnType<typeof load> {
  loaded ??= load();
  return loaded;
}

/**
 * Opens COFW_train_color.mat or COFW_test_color.mat: MATLAB 7.3, that is HDF5 with every array transposed. The images'
 * variable holds references to one array each: [3, width, height], or [width, height] for a grey one.
 * @throws DataError naming the file and variable.
 */
export async function openCofw(file: string, part: keyof typeof NAMES): Promise<CofwFile> {
  checkSignature(file);
  const { File, Dataset, Reference } = await hdf5();
  const [imageName, pointName, boxName] = NAMES[part];
  const guard = <T>(what: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof DataError) throw error;
      throw new DataError(file, `${what} cannot be read (${firstLine(error)}). Fetch the file again.`);
    }
  };
  const opened = guard('the file', () => new File(file, 'r'));
  try {
    const variable = (name: string) => {
      const entity = guard(name, () => opened.get(name));
      if (!(entity instanceof Dataset)) {
        throw new DataError(file, `no variable ${name}; expected ${NAMES[part].join(', ')}.`);
      }
      return entity;
    };
    const numbers = (name: string, rows: number): { values: ArrayLike<number>; count: number } => {
      const dataset = variable(name);
      const shape = guard(name, () => dataset.shape) ?? [];
      const [have, count] = shape;
      if (shape.length !== 2 || have !== rows || count > 1e6) {
        throw new DataError(file, `${name} has shape ${shape.join(' × ')}, expected ${rows} × faces.`);
      }
      const values = guard(name, () => dataset.value);
      if (!ArrayBuffer.isView(values)) throw new DataError(file, `${name} does not hold numbers.`);
      return { values: values as unknown as ArrayLike<number>, count };
    };
    const points = numbers(pointName, ROWS);
    const boxes = numbers(boxName, 4);
    const images = variable(imageName);
    const { count } = points;
    const pictures = guard(imageName, () => images.shape)?.reduce((product, side) => product * side, 1);
    if (pictures !== count || boxes.count !== count) {
      throw new DataError(file, `${count} faces in ${pointName}, but ${imageName} and ${boxName} have other counts.`);
    }
    const references = guard(imageName, () => images.value);
    const targets = guard(REFERRED, () => targetsIn(opened));
    const column = ({ values }: { values: ArrayLike<number> }, rows: number, index: number): number[] =>
      Array.from({ length: rows }, (_, r) => values[r * count + index]);
    return {
      count,
      face(index) {
        const values = column(points, ROWS, index);
        if (!values.every(Number.isFinite)) throw new DataError(`${file}, face ${index + 1}`, 'a point is not finite.');
        return {
          points: Array.from({ length: COFW_POINTS }, (_, l): Point => [values[l], values[COFW_POINTS + l]]),
          occluded: values.slice(2 * COFW_POINTS).map((flag) => flag !== 0),
          box: column(boxes, 4, index),
        };
      },
      image(index) {
        const place = `image ${index + 1} of ${imageName}`;
        const reference = Array.isArray(references) ? references.flat(2)[index] : null;
        if (!(reference instanceof Reference)) throw new DataError(file, `${place} is not a reference to an array.`);
        const target = targets.get(keyOf(reference));
        const dataset: unknown = guard(place, () => (target ? opened.get(target) : images.dereference(reference)));
        if (!(dataset instanceof Dataset)) throw new DataError(file, `${place} does not lead to an array.`);
        return guard(place, () => toPicture(dataset.shape ?? [], () => dataset.value, `${file}, face ${index + 1}`));
      },
      close: () => closeQuietly(opened),
    };
  } catch (error) {
    closeQuietly(opened);
    throw error;
  }
}

const keyOf = ({ ref_data }: InstanceType<Library['Reference']>): string => Buffer.from(ref_data).toString('hex');

/** Paths of the referred arrays by the references to them: the library itself looks through the file for each reference. */
function targetsIn(file: InstanceType<Library['File']>): Map<string, string> {
  if (!file.keys().includes(REFERRED)) return new Map();
  const names = (file.get(REFERRED) as InstanceType<Library['Group']>).keys().map((name) => `${REFERRED}/${name}`);
  return new Map(
    names.map((name) => [keyOf((file.get(name) as InstanceType<Library['Dataset']>).create_reference()), name]),
  );
}

/** The library that gave up on a broken file may fail to close it, too. */
function closeQuietly(file: { close(): unknown }): void {
  try {
    file.close();
  } catch {
    // nothing was written
  }
}

/** MATLAB puts 512 bytes of its own before the HDF5 signature. */
function checkSignature(file: string): void {
  const bytes = Buffer.alloc(520);
  try {
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, bytes, 0, bytes.length, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw fileError(error, file);
  }
  const signature = Buffer.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (![0, 512].some((at) => bytes.subarray(at, at + 8).equals(signature))) {
    throw new DataError(file, 'not a MATLAB 7.3 (HDF5) file. Fetch it again.');
  }
}

function toPicture(shape: readonly number[], read: () => unknown, place: string): DecodedImage {
  const channels = shape.length === 3 ? shape[0] : 1;
  const [width, height] = shape.slice(-2);
  if ((channels !== 1 && channels !== 3) || shape.length < 2 || shape.length > 3 || !(width * height > 0)) {
    throw new DataError(
      place,
      `its image has shape ${shape.join(' × ')}, expected 3 × width × height or width × height.`,
    );
  }
  if (width * height > MAX_PIXELS) throw new DataError(place, `${width} × ${height} pixels, more than ${MAX_PIXELS}.`);
  const values = read();
  if (!(values instanceof Uint8Array) || values.length !== channels * width * height) {
    throw new DataError(place, `its image does not hold ${channels} × ${width} × ${height} bytes.`);
  }
  const pixels = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        pixels[3 * (y * width + x) + c] = values[((channels === 3 ? c * width : 0) + x) * height + y];
      }
    }
  }
  return { width, height, pixels };
}

const firstLine = (error: unknown): string => String((error as Error).message ?? error).split('\n')[0];

/** Writes such a file, under a temporary name first. The faces' images are asked for one at a time. */
export async function writeCofw(
  file: string,
  part: keyof typeof NAMES,
  faces: readonly CofwFace[],
  imageOf: (index: number) => Promise<DecodedImage>,
): Promise<void> {
  const { File } = await hdf5();
  const [imageName, pointName, boxName] = NAMES[part];
  const temporary = `${file}.tmp-${process.pid}`;
  const opened = new File(temporary, 'w');
  try {
    opened.create_group(REFERRED);
    const references = [];
    for (const index of faces.keys()) {
      const { width, height, pixels } = await imageOf(index);
      const data = new Uint8Array(pixels.length);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          for (let c = 0; c < 3; c++) data[(c * width + x) * height + y] = pixels[3 * (y * width + x) + c];
        }
      }
      const name = `${REFERRED}/i${index}`;
      const dataset = opened.create_dataset({ name, data, shape: [3, width, height], dtype: '<B' });
      references.push(dataset.create_reference());
    }
    const rows = (count: number, numberOf: (face: CofwFace, row: number) => number): Float64Array =>
      Float64Array.from({ length: count * faces.length }, (_, i) =>
        numberOf(faces[i % faces.length], Math.floor(i / faces.length)),
      );
    const pointRows = rows(ROWS, ({ points, occluded }, row) => {
      if (row < COFW_POINTS) return points[row][0];
      return row < 2 * COFW_POINTS ? points[row - COFW_POINTS][1] : Number(occluded[row - 2 * COFW_POINTS]);
    });
    opened.create_dataset({ name: imageName, data: references, shape: [1, faces.length] });
    opened.create_dataset({ name: pointName, data: pointRows, shape: [ROWS, faces.length] });
    opened.create_dataset({ name: boxName, data: rows(4, ({ box }, row) => box[row]), shape: [4, faces.length] });
    opened.close();
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
