import type { Encoding } from '../encodings/encoding';
import type { tf } from '../engine/tensorflow';
import type { Task } from '../losses/rlel';
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
  /** L: outputs that share the label space, each with its own code. */
  readonly outputs: number;
  readonly task: Task;
  readonly options: MethodOptions;
  readonly seed: number;
  /** The stream for the head's initial values. */
  readonly random: Random;
  /** The training samples' real-valued levels, [L, samples] row-major. */
  readonly trainLevels: Float32Array;
}

/** What follows the network's last linear layer, for L outputs that share a label space. */
export interface Head {
  /** Width M of each output's code Ẑ. */
  readonly width: number;
  /** Trained beside the network's own: D for the learned encodings. */
  readonly parameters: readonly Parameter[];
  /** The fixed code, where there is one. */
  readonly encoding?: Encoding;
  /**
   * @param codes Ẑ [L, K, M].
   * @param labels [L, K] real-valued levels.
   * @returns scalars: `total` is minimised; `parts` are logged.
   */
  loss(codes: tf.Tensor3D, labels: tf.Tensor2D): { total: tf.Scalar; parts: Record<string, tf.Scalar> };
  /** Ẑ [L, K, M] → [L, K] real-valued levels. */
  predict(codes: tf.Tensor3D): tf.Tensor2D;
}

/** A way of learning a label. Users add theirs with `registerMethod`. */
export interface Method {
  readonly name: string;
  readonly summary: string;
  /** The heads to train; the best on validation is the result. One, but for methods that try several. */
  candidates(options: MethodOptions): readonly string[];
  head(candidate: string, context: HeadContext): Head;
}
