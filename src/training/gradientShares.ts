import { valueAndGradients } from '../engine/backpropagation';
import { globalNorm } from '../engine/norm';
import { tf } from '../engine/tensorflow';
import type { Batch, Reading } from './batches/batches';
import { BatchStream } from './batches/batchStream';
import type { Model } from './model';
import { stepsFrom } from './steps';

/** What each part of a loss does to a batch: the norm of its gradient, as it is weighted, over the sum of all parts'. */
type Shares = Readonly<Record<string, number>>;

export interface GradientShares {
  /** Of the gradient in the codes Ẑ. */
  readonly codes: Shares;
  /** Of the gradient in the decoding matrices. */
  readonly decoding: Shares;
}

/**
 * The shares of a model as it stands, on the batch of a training's first step, not augmented.
 * @returns undefined for a method whose loss has one part.
 */
export async function gradientShares(
  model: Model,
  reading: Reading,
  seed: number,
): Promise<GradientShares | undefined> {
  if (partsOf(model).length < 2) return undefined;
  const [{ indices }] = stepsFrom({ epoch: 0, step: 0 }, reading.config, reading.data.split.train, seed);
  const { batch } = await new BatchStream(reading, [{ indices, random: null }]).next();
  try {
    return sharesOn(model, batch);
  } finally {
    tf.dispose([batch.images, ...batch.labels]);
  }
}

/** The parts of a model's loss and their weights, those of weight 0 left out. All groups have the same. */
const partsOf = ({ groups: [{ head }] }: Model): [part: string, weight: number][] =>
  Object.entries(head.weights ?? {}).filter(([, weight]) => weight > 0);

/** The shares on a batch, all groups of outputs together. */
export function sharesOn(model: Model, { images, labels }: Batch): GradientShares {
  return tf.tidy(() => {
    const codes = model.codes(images, null);
    const norms = partsOf(model).map(([part, weight]) => {
      const gradients = model.groups.map(({ head }, g) => {
        const decoding = head.parameters.filter(({ group }) => group === 'decoding').map(({ variable }) => variable);
        return valueAndGradients(() => head.loss(codes[g], labels[g]).parts[part], [codes[g], ...decoding]).gradients;
      });
      const norm = (of: (tf.Tensor | null)[]) => weight * Number(globalNorm(of.filter((one) => one !== null)));
      return { part, codes: norm(gradients.map(([z]) => z)), decoding: norm(gradients.flatMap(([, ...d]) => d)) };
    });
    const shares = (of: 'codes' | 'decoding'): Shares => {
      const total = norms.reduce((sum, norm) => sum + norm[of], 0);
      return Object.fromEntries(norms.map((norm) => [norm.part, total > 0 ? norm[of] / total : 0]));
    };
    return { codes: shares('codes'), decoding: shares('decoding') };
  });
}
