import path from 'node:path';
import type { Code } from '../encodings/code';
import { readSafetensors } from '../files/safetensors';
import type { Evidence } from './evidence';
import { requireEvidence } from './requireStudy';

/** What a run's encoding.safetensors says of one output. */
export interface StoredEncoding {
  /** "yaw", "age", "coordinates 0". */
  readonly output: string;
  /** Measured encoder E, [N, M]: the mean code of the training samples of each level. */
  readonly encoder: Code;
  /** Training samples of each level, [N]; null: the run does not say it. */
  readonly counts: ArrayLike<number> | null;
  /** Decoding matrix D, transposed to [N, M]: the code of each level that D looks for; null: the method has none. */
  readonly decoding: Code | null;
  /** The code that was found or designed beforehand, [N, M]; null: the code is learned. */
  readonly fixedCode: Code | null;
}

/** What was read already: tables, figures and claims ask for the same runs. */
const known = new WeakMap<Evidence, readonly StoredEncoding[]>();

/** The encodings of a run's first outputs. @throws RlelError naming the file when it is damaged. */
export function storedEncodings(run: Evidence): readonly StoredEncoding[] {
  requireEvidence([run], 'storedEncodings');
  const encodings = known.get(run) ?? readEncodings(run);
  known.set(run, encodings);
  return encodings;
}

function readEncodings({ folder, config }: Evidence): StoredEncoding[] {
  const { tensors } = readSafetensors(path.join(folder, 'encoding.safetensors'));
  const matrix = (name: string): Code | null => {
    const tensor = tensors.get(name);
    if (!tensor) return null;
    const [levels, width] = tensor.shape;
    return { levels, width, values: tensor.values };
  };
  return config.labels.flatMap(({ name, outputs }) => {
    const found: StoredEncoding[] = [];
    for (let l = 0; l < outputs; l++) {
      const encoder = matrix(`${name}.${l}.encoder`);
      if (!encoder) break;
      found.push({
        output: outputs === 1 ? name : `${name} ${l}`,
        encoder,
        counts: tensors.get(`${name}.${l}.counts`)?.values ?? null,
        decoding: transposed(matrix(`${name}.${l}.decoding`)),
        fixedCode: matrix(`${name}.fixed_code`),
      });
    }
    return found;
  });
}

/** [M, N] → [N, M]. */
function transposed(matrix: Code | null): Code | null {
  if (!matrix) return null;
  const { levels: rows, width: columns, values } = matrix;
  const result = Float32Array.from(
    { length: rows * columns },
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)],
  );
  return { levels: columns, width: rows, values: result };
}
