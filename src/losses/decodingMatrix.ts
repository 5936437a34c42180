import { belCode } from '../encodings/bel';
import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireInteger, requireNumber, requireOneOf, requireOptions } from '../input/check';
import { requireMemory } from '../input/memory';
import { Random } from '../random/random';
import { type Decoder, decode } from './decoding';

export const DECODING_STARTS = ['uniform', 'zeros', 'ones', 'normal', 'unary'] as const;
/** How D starts: U[0, 1) as in the published commands, 0, 1, N(0, 0.25²), or the unary code. */
export type DecodingStart = (typeof DECODING_STARTS)[number];

export interface DecodingMatrixOptions {
  /** N ≥ 2. */
  readonly levels: number;
  /** M; left out: N. */
  readonly width?: number;
  /** L outputs, each with a D of its own: D is [L, M, N] and codes are [L, K, M]. Left out: [M, N] and [K, M]. */
  readonly outputs?: number;
  /** Left out: uniform. */
  readonly start?: DecodingStart;
  /** The stream that uniform and normal draw from; left out: always the same. */
  readonly random?: Random;
  /** D's learning rate as a multiple of the network's; left out: 10. The published code has 10 or 20. */
  readonly learningRateFactor?: number;
}

const OPTIONAL = ['width', 'outputs', 'start', 'random', 'learningRateFactor'];
/** D as it is trained takes this many times its size: itself, its gradient, and Adam's two moments. */
const TRAINED_SIZE = 4;

/**
 * The decoding matrix D: scores over levels are Ẑ·D, and each column is the code that its level looks for. It is
 * trained with the network, at a learning rate of its own. Dispose it when it is not needed any more.
 */
export class DecodingMatrix {
  /** D, trainable: [M, N], or [L, M, N]. */
  readonly variable: tf.Variable & (tf.Tensor2D | tf.Tensor3D);
  readonly levels: number;
  readonly width: number;
  readonly learningRateFactor: number;
  private readonly codesShape: readonly (string | number)[];

  /** @throws RlelError naming the option that cannot be, or a size that the machine's memory does not hold. */
  constructor(options: DecodingMatrixOptions) {
    requireOptions(options, 'DecodingMatrix: options', ['levels'], OPTIONAL);
    const { levels, width = levels, outputs, start = 'uniform', learningRateFactor = 10 } = options;
    const { random = Random.from(0, 'decoding') } = options;
    requireInteger(levels, 'DecodingMatrix: levels', 2);
    requireInteger(width, 'DecodingMatrix: width', 1);
    if (outputs !== undefined) requireInteger(outputs, 'DecodingMatrix: outputs', 1);
    requireOneOf(start, 'DecodingMatrix: start', DECODING_STARTS);
    requireNumber(learningRateFactor, 'DecodingMatrix: learningRateFactor', 0);
    const shape = outputs === undefined ? [width, levels] : [outputs, width, levels];
    const size = shape.reduce((product, side) => product * side);
    requireMemory(TRAINED_SIZE * Float32Array.BYTES_PER_ELEMENT * size, `A decoding matrix [${shape.join(', ')}]`);
    this.levels = levels;
    this.width = width;
    this.learningRateFactor = learningRateFactor;
    this.codesShape = outputs === undefined ? ['K', width] : [outputs, 'K', width];
    const values = startValues(size, width, levels, start, random);
    this.variable = tf.tidy(() => tf.variable(tf.tensor(values, shape))) as DecodingMatrix['variable'];
  }

  /**
   * Scores over levels, Ẑ·D.
   * @param codes Ẑ [K, M] or [L, K, M], as D is.
   * @returns [K, N] or [L, K, N], differentiable in both.
   * @throws RlelError when the codes do not fit.
   */
  scores(codes: tf.Tensor): tf.Tensor {
    requireTensor(codes, 'DecodingMatrix: codes', this.codesShape);
    return tf.matMul(codes as tf.Tensor2D, this.variable as tf.Tensor2D);
  }

  /**
   * @param codes Ẑ [K, M] or [L, K, M], as D is.
   * @returns real-valued levels, [K] or [L, K]; a `LabelSpace` turns them into values.
   * @throws RlelError when the codes do not fit, or for an unknown decoder.
   */
  predict(codes: tf.Tensor, decoder: Decoder = 'expected'): tf.Tensor {
    return tf.tidy(() => decode(this.scores(codes), decoder));
  }

  dispose(): void {
    this.variable.dispose();
  }
}

function startValues(size: number, width: number, levels: number, start: DecodingStart, random: Random): Float32Array {
  if (start === 'ones') return new Float32Array(size).fill(1);
  const values = new Float32Array(size);
  if (start === 'zeros') return values;
  const unary = start === 'unary' ? belCode('U', levels) : null;
  for (let i = 0; i < size; i++) {
    const m = Math.floor(i / levels) % width;
    if (unary) values[i] = m < unary.width ? unary.values[(i % levels) * unary.width + m] : 0;
    else values[i] = start === 'uniform' ? random.uniform() : random.normal(0, 0.25);
  }
  return values;
}
