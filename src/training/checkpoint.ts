import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { tf } from '../engine/tensorflow';
import { tf as tensorflow } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { readSafetensors, type StoredTensor, writeSafetensors } from '../files/safetensors';

/** What a checkpoint stores: a variable of tfjs's, or an optimizer's. */
export interface StateTensor {
  readonly shape: readonly number[];
  dataSync(): ArrayLike<number>;
  assign(value: tf.Tensor): void;
}

export interface NamedVariable {
  readonly name: string;
  readonly variable: StateTensor;
}

/**
 * Checkpoints of one training in a folder. `position` is everything but tensors that continues the training; the
 * generator's state is in it as seed, epoch and step, since each step draws from the stream of that name.
 */
export class Checkpoints<Position> {
  /**
   * @param configuration identifies the run; a checkpoint of another is refused.
   * @param warn told about damaged files that were passed over.
   */
  constructor(
    private readonly folder: string,
    private readonly configuration: string,
    private readonly warn: (message: string) => void,
  ) {}

  /** Writes a checkpoint whole or not at all, and keeps it and the one before. */
  save(order: number, position: Position, variables: readonly NamedVariable[]): void {
    const tensors = new Map<string, StoredTensor>();
    for (const { name, variable } of variables) {
      tensors.set(name, { shape: variable.shape, values: variable.dataSync() as Float32Array });
    }
    const metadata = { configuration: this.configuration, position: JSON.stringify(position) };
    writeSafetensors(path.join(this.folder, fileName(order)), tensors, metadata);
    for (const old of this.files().slice(2)) rmSync(path.join(this.folder, old));
  }

  /**
   * Assigns the newest whole checkpoint to the variables that it names.
   * @returns its position; null when there is none.
   * @throws RlelError when it belongs to another configuration.
   */
  restore(variables: readonly NamedVariable[]): Position | null {
    for (const name of this.files()) {
      const file = path.join(this.folder, name);
      let stored: ReturnType<typeof readSafetensors>;
      try {
        stored = readSafetensors(file);
      } catch (error) {
        if (!(error instanceof RlelError)) throw error;
        this.warn(`${error.message} It is passed over for the checkpoint before it.`);
        continue;
      }
      if (stored.metadata.configuration !== this.configuration) {
        throw new RlelError(
          `${file}: a checkpoint of another configuration (${stored.metadata.configuration}, expected ${this.configuration}). Move it away to train anew.`,
        );
      }
      assignAll(variables, stored.tensors, file);
      return JSON.parse(stored.metadata.position) as Position;
    }
    return null;
  }

  /** Removes all of them, once the training's result is stored. */
  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Newest first. */
  private files(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter((name) => /^checkpoint-\d+\.safetensors$/.test(name))
      .sort()
      .reverse();
  }
}

const fileName = (order: number): string => `checkpoint-${String(order).padStart(9, '0')}.safetensors`;

/** Assigns the tensors of a file. @throws RlelError where one is missing, or of another shape; none is assigned then. */
export function assignAll(
  variables: readonly NamedVariable[],
  tensors: ReadonlyMap<string, StoredTensor>,
  file: string,
): void {
  for (const { name, variable } of variables) {
    const tensor = tensors.get(name);
    if (!tensor || String(tensor.shape) !== String(variable.shape))
      throw new RlelError(`${file}: ${name} has shape [${tensor?.shape ?? 'none'}], expected [${variable.shape}].`);
  }
  for (const { name, variable } of variables) assign(variable, tensors.get(name) as StoredTensor);
}

/** Assigns stored values to a variable. */
export function assign(variable: StateTensor, { values, shape }: StoredTensor): void {
  const tensor = tensorflow.tensor(values, [...shape]);
  variable.assign(tensor);
  tensor.dispose();
}
