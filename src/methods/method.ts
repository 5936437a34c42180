import type { Encoding } from '../encodings/encoding';
import type { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';
import type { Random } from '../random/random';

/** What a method reads; each method's file says which. */
export interface MethodOptions {
  /** Weight of R2 (bit transitions), ≥ 0. */
  readonly alpha: number;
  /** Weight of R1 (encoding distance), ≥ 0. */
  readonly beta: number;
  readonly form: 'paper' | 'published-code';
  /** Code width M; 0: M = N. */
  readonly width: number;
  readonly decodingInit: 'uniform' | 'zeros' | 'ones' | 'normal' | 'unary';
  /** Loss of direct regression. */
  readonly directLoss: 'l1' | 'l2';
  /** Codes that `bel` tries. */
  readonly families: readonly string[];
  /** How scores over levels become a level. */
  readonly decoder: 'expected' | 'argmax';
  /** Energy of `sa`. */
  readonly energy: 'proportional' | 'separation';
}

/** What a head is built from. */
export interface HeadContext {
  /** N. */
  readonly levels: number;
  readonly options: MethodOptions;
  readonly seed: number;
  /** The stream for the head's initial values. */
  readonly random: Random;
  /** The training samples' real-valued levels. */
  readonly trainLevels: Float32Array;
}

/** What follows the network's last linear layer. */
export interface Head {
  /** Width of the network's output Ẑ. */
  readonly outputs: number;
  /** Trained beside the network's own: D for the learned encodings. */
  readonly parameters: readonly Parameter[];
  /** The fixed code, where there is one. */
  readonly encoding?: Encoding;
  /**
   * @param codes Ẑ [K, outputs].
   * @param labels [K] real-valued levels.
   * @returns scalars: `total` is minimised; `parts` are logged.
   */
  loss(codes: tf.Tensor2D, labels: tf.Tensor1D): { total: tf.Scalar; parts: Record<string, tf.Scalar> };
  /** Ẑ [K, outputs] → [K] real-valued levels. */
  predict(codes: tf.Tensor2D): tf.Tensor1D;
}

/** A way of learning a label. Users add theirs with `registerMethod`. */
export interface Method {
  readonly name: string;
  readonly summary: string;
  /** The heads to train; the best on validation is the result. One, but for methods that try several. */
  candidates(options: MethodOptions): readonly string[];
  head(candidate: string, context: HeadContext): Head;
}
