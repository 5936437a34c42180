import { measuredEncoder } from '../encodings/measuredEncoder';
import { tf } from '../engine/tensorflow';
import { type StoredTensor, writeSafetensors } from '../files/safetensors';
import type { RunConfig } from '../store/runRecord';
import { labelValues, type Reading } from '../training/batches/batches';
import { collectCodes } from '../training/evaluation';
import type { Model } from '../training/model';
import type { Evaluator } from '../training/runner/trainer';

/**
 * For each group and its first outputs the measured encoder E [N, M] over the training samples, how often each level
 * occurs, and the decoding matrix D [M, N] or the fixed code [N, M]; names are `<group>.<output>.encoder` and so on.
 */
export async function storeEncoding(
  file: string,
  config: RunConfig,
  model: Model,
  evaluator: Evaluator,
  reading: Reading,
): Promise<void> {
  const { train: indices } = reading.data.split;
  const form = config.training.oddities.includes('encoder-ones') ? 'published-code' : 'paper';
  const values = labelValues(reading, indices);
  const tensors = new Map<string, StoredTensor>();
  const codesOf = (images: tf.Tensor4D): tf.Tensor3D[] => {
    const { levels, codes } = evaluator.evaluate(images);
    tf.dispose(levels);
    return codes;
  };
  const allCodes = await collectCodes(codesOf, reading, indices);
  let position = 0;
  for (const [g, { name, outputs, head }] of model.groups.entries()) {
    const { space } = reading.groups[g];
    const first = position;
    const size = indices.length * head.width;
    const measured = allCodes[g].length / size;
    for (let l = 0; l < measured; l++) {
      const codes = allCodes[g].subarray(l * size, (l + 1) * size);
      const levels = values.map((row) => space.quantize(row[first + l]));
      const encoder = measuredEncoder(codes, levels, space.levels, form);
      tensors.set(`${name}.${l}.encoder`, { shape: [space.levels, encoder.width], values: encoder.values });
      tensors.set(`${name}.${l}.counts`, { shape: [space.levels], values: Float32Array.from(encoder.counts) });
    }
    for (const { group, variable } of head.parameters) {
      if (group !== 'decoding') continue;
      const [, width, levels] = variable.shape;
      const all = variable.dataSync() as Float32Array;
      for (let l = 0; l < measured; l++) {
        const one = all.slice(l * width * levels, (l + 1) * width * levels);
        tensors.set(`${name}.${l}.decoding`, { shape: [width, levels], values: one });
      }
    }
    if (head.encoding) {
      const { levels, width, values } = head.encoding;
      tensors.set(`${name}.fixed_code`, { shape: [levels, width], values: Float32Array.from(values) });
    }
    position += outputs;
  }
  writeSafetensors(file, tensors, {});
}
