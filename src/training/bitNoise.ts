import { tf } from '../engine/tensorflow';
import type { Task } from '../losses/rlel';
import { Random } from '../random/random';
import type { Reading } from './batches/batches';
import { collectCodes, meanError, valuesOf } from './evaluation';
import type { HeadedGroup, Model } from './model';

/** Shares of a code's bits that are wrong; 0 first, for the error without. */
export const BIT_NOISE = [0, 0.05, 0.1, 0.2, 0.4] as const;

/** Samples that it is measured on. */
const MOST = 512;

/** An error with some of the codes' bits wrong. */
export interface NoisyError {
  /** Probability with which a bit is wrong. */
  readonly share: number;
  /** In the metric's unit. */
  readonly error: number;
}

/**
 * How the error grows when bits of the codes are wrong. A wrong bit has the value that the same bit has for another sample,
 * drawn at random: that is as wrong for codes of any scale and width, and for the one number of direct regression. A bit
 * that is wrong at one share is wrong at all larger ones.
 * @param indices of which the first 512 count.
 */
export async function errorsWithBitNoise(
  model: Model,
  task: Task,
  reading: Reading,
  indices: Int32Array,
  seed: number,
): Promise<NoisyError[]> {
  const some = indices.subarray(0, MOST);
  const random = Random.from(seed, 'bit-noise');
  const codesOf = (images: tf.Tensor4D) => tf.tidy(() => model.codes(images, null));
  const groups = (await collectCodes(codesOf, reading, some)).map((codes, g) => ({
    group: model.groups[g],
    codes,
    others: ofOthers(codes, some.length, model.groups[g].head.width, random),
    draws: codes.map(() => random.uniform()),
  }));
  return BIT_NOISE.map((share) => {
    const levels = groups.map(({ group, codes, others, draws }) =>
      levelsOf(
        group,
        some.length,
        codes.map((bit, i) => (draws[i] < share ? others[i] : bit)),
      ),
    );
    return { share, error: meanError(task, reading.data, some, valuesOf(levels, reading, some)) };
  });
}

/** For each bit its value for a sample drawn at random. @param codes [L, n, M]. */
function ofOthers(codes: Float32Array, samples: number, width: number, random: Random): Float32Array {
  return codes.map((_, i) => {
    const output = Math.floor(i / (samples * width));
    return codes[(output * samples + random.integer(samples)) * width + (i % width)];
  });
}

/** [L, n] of codes [L, n, M]. */
const levelsOf = ({ outputs, head }: HeadedGroup, samples: number, codes: Float32Array): Float32Array =>
  tf.tidy(() => head.predict(tf.tensor3d(codes, [outputs, samples, head.width])).dataSync() as Float32Array);
