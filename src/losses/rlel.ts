import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { softTargets } from '../labels/softTargets';
import { bitTransitionLoss, type TransitionForm } from './bitTransition';
import { crossEntropyLoss } from './crossEntropy';
import { encodingDistanceLoss } from './encodingDistance';

export type LossForm = 'paper' | 'published-code';
/** The published code's tasks, between which its loss differs, and `regression` of anything else, as its age and steering. */
export type Task = 'age' | 'steering' | 'pose' | 'landmarks' | 'regression';

export interface RlelLossInput {
  /** Ẑ: [K, M], or [L, K, M] for L outputs that each have their own D. */
  readonly codes: tf.Tensor2D | tf.Tensor3D;
  /** D: [M, N] or [L, M, N]. */
  readonly decoding: tf.Tensor2D | tf.Tensor3D;
  /** Real-valued levels: [K] or [L, K]. */
  readonly labels: tf.Tensor;
  /** Weight of R2, ≥ 0. */
  readonly alpha: number;
  /** Weight of R1, ≥ 0. */
  readonly beta: number;
  readonly form: LossForm;
  /** Read by the published-code form only. */
  readonly task?: Task;
}

export interface RlelLoss {
  readonly total: tf.Scalar;
  readonly parts: { readonly crossEntropy: tf.Scalar; readonly r1: tf.Scalar; readonly r2: tf.Scalar };
}

/**
 * Eq. 5: Σ_i CE(softmax(Ẑ_i·D), φ(y_i)) + α·R2(D) + β·R1(Ẑ, y).
 *
 * Form `paper` is the equation to the letter. Form `published-code` is what the authors' code computes:
 * R1 divided by the batch size (landmarks: by K·L, with labels clamped to [0, N − 1]; pose: on positions in the batch
 * in place of labels); R2 of squared differences, with D padded by a zero column at both ends except for landmarks.
 * A regularizer of weight 0 is not computed, and its part is 0.
 * @throws RlelError for a negative or non-finite weight, or shapes that do not fit.
 */
export function rlelLoss(input: RlelLossInput): RlelLoss {
  const { codes, decoding, labels, alpha, beta, form, task = 'steering' } = input;
  checkWeight('alpha', alpha);
  checkWeight('beta', beta);
  if (codes.rank !== decoding.rank || codes.shape[codes.rank - 1] !== decoding.shape[decoding.rank - 2]) {
    throw new RlelError(
      `rlelLoss: codes [${codes.shape}] and decoding [${decoding.shape}] do not fit; expected [K, M] with [M, N], or [L, K, M] with [L, M, N].`,
    );
  }
  const levels = decoding.shape[decoding.rank - 1] as number;
  const scores = tf.matMul(codes as tf.Tensor2D, decoding as tf.Tensor2D); // [K, N] or [L, K, N]
  const crossEntropy = crossEntropyLoss(scores, softTargets(labels, levels));
  const r1 = beta === 0 ? tf.scalar(0) : weightedDistance(codes, labels, levels, form, task);
  const r2 = alpha === 0 ? tf.scalar(0) : bitTransitionLoss(decoding, transitionForm(form, task));
  const total = tf.addN([crossEntropy, tf.mul(alpha, r2), tf.mul(beta, r1)]) as tf.Scalar;
  return { total, parts: { crossEntropy, r1, r2 } };
}

function transitionForm(form: LossForm, task: Task): TransitionForm {
  if (form === 'paper') return 'absolute';
  return task === 'landmarks' ? 'squared' : 'squared-padded';
}

function weightedDistance(
  codes: tf.Tensor2D | tf.Tensor3D,
  labels: tf.Tensor,
  levels: number,
  form: LossForm,
  task: Task,
): tf.Scalar {
  if (form === 'paper') return encodingDistanceLoss(codes, labels);
  const batch = codes.shape[codes.rank - 2] as number;
  if (task === 'landmarks') {
    // the published code clamps to 255: its grid of 256 is its N
    return tf.div(encodingDistanceLoss(codes, tf.clipByValue(labels, 0, levels - 1)), labels.size);
  }
  if (task === 'pose') {
    const positions = tf.broadcastTo(tf.range(0, batch, 1, 'float32'), labels.shape);
    return tf.div(encodingDistanceLoss(codes, positions), batch);
  }
  return tf.div(encodingDistanceLoss(codes, labels), batch);
}

function checkWeight(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) {
    throw new RlelError(`${name} ${value}: expected a finite number of at least 0.`);
  }
}
