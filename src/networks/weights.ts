import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { readSafetensors } from '../files/safetensors';
import type { StatisticsBuffer } from './parameter';

/** Bytes at the start of what PyTorch's own format writes: a zip archive, or a bare pickle. */
const PICKLES = [Buffer.from('PK'), Buffer.from([0x80, 0x02])];
/** The layers of this kit's heads, which no pretrained file has. */
const OWN = /\.(theta|code|decoding)\b|^head\./;

/** SHA-256 (hex) of a weights file. @throws RlelError when it is not there. */
export function weightsHash(file: string): string {
  return createHash('sha256').update(readBytes(file)).digest('hex');
}

function readBytes(file: string): Buffer {
  if (!existsSync(file)) throw new RlelError(`${file}: the weights file is not there.`);
  return readFileSync(file);
}

/**
 * Loads a backbone's weights from a safetensors file with torchvision's or timm's names, in PyTorch's order of axes.
 * @param state the model's parameters and statistics; heads keep their first values.
 * @param warn told what the file lacks of the heads' names and holds beyond the backbone.
 * @throws RlelError for pickle files (they can run code), for a tensor that is missing or has another shape.
 */
export function loadWeights(
  state: readonly StatisticsBuffer[],
  file: string,
  warn: (message: string) => void = () => {},
): void {
  const start = readBytes(file).subarray(0, 2);
  if (PICKLES.some((pickle) => start.equals(pickle))) {
    throw new RlelError(
      `${file}: a PyTorch pickle, which can run code when it is read. Convert it: scripts/export-weights.py writes safetensors.`,
    );
  }
  const { tensors } = readSafetensors(file, { skipOtherTypes: true });
  const backbone = state.filter(({ name }) => !OWN.test(name));
  const problems = backbone.flatMap(({ name, variable }) => {
    const stored = tensors.get(name);
    if (!stored) return [`${name}: missing`];
    const wanted = publishedShape(variable.shape);
    return String(stored.shape) === String(wanted) ? [] : [`${name}: shape [${stored.shape}], expected [${wanted}]`];
  });
  if (problems.length > 0) {
    const shown = problems.slice(0, 5).join('\n  ');
    throw new RlelError(
      `${file}: not this network's weights; ${problems.length} of ${backbone.length} tensors do not fit.\n  ${shown}`,
    );
  }
  for (const { name, variable } of backbone) {
    const stored = tensors.get(name) as { shape: readonly number[]; values: Float32Array };
    tf.tidy(() => {
      const tensor = tf.tensor(stored.values, [...stored.shape]);
      variable.assign(tensor.rank === 4 ? tf.transpose(tensor, [2, 3, 1, 0]) : tensor); // OIHW → HWIO
    });
  }
  const used = new Set(backbone.map(({ name }) => name));
  const unused = [...tensors.keys()].filter((name) => !used.has(name));
  if (unused.length > 0) warn(`${file}: ${unused.length} tensors beyond the backbone were not used (${unused[0]}, …).`);
}

const publishedShape = (shape: readonly number[]): number[] =>
  shape.length === 4 ? [shape[3], shape[2], shape[0], shape[1]] : [...shape];
