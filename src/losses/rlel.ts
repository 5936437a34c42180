import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { requireNumber, requireOneOf, requireOptions } from '../input/check';
import { softTargets } from '../labels/softTargets';
import { bitTransitionLoss, type TransitionForm } from './bitTransition';
import { crossEntropyLoss } from './crossEntropy';
import { encodingDistanceLoss } from './encodingDistance';

export const LOSS_FORMS = ['paper', 'published-code'] as const;
export type LossForm = (typeof LOSS_FORMS)[number];
const TASKS = ['age', 'steering', 'pose', 'landmarks', 'regression'] as const;
/** The published code's tasks, between which its loss differs, and `regression` of anything else, as its age and steering. */
export type Task = (typeof TASKS)[number];
const REDUCTIONS = ['sum', 'mean'] as const;
/** What a batch's loss is: the sum of eq. 5, or that divided by the number K of samples. */
export type Reduction = (typeof REDUCTIONS)[number];

interface LossTerms {
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
  /** Left out: sum. */
  readonly reduction?: Reduction;
}

/** The published code's form depends on the task, the paper's does not. */
export type RlelLossInput = LossTerms &
  ({ readonly form: 'paper'; readonly task?: Task } | { readonly form: 'published-code'; readonly task: Task });

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
 *
 * Reduction `mean` divides the total and each part by K, the samples of the batch, and by nothing else: not by L, and R2
 * as well, so that α and β weigh as much as with `sum`, and gradients are those of `sum` divided by K.
 * @returns the total and its parts before they are weighted: four scalars, which are all that is left outside `tf.tidy`.
 * @throws RlelError for a negative or non-finite weight, shapes that do not fit, labels that are no numbers, an unknown
 * form, task or reduction, or `published-code` without its task.
 */
export function rlelLoss(input: RlelLossInput): RlelLoss {
  checkInput(input);
  const { codes, decoding, labels, alpha, beta, form, task = 'regression', reduction = 'sum' } = input;
  return tf.tidy(() => {
    const levels = decoding.shape[decoding.rank - 1] as number;
    const scores = tf.matMul(codes as tf.Tensor2D, decoding as tf.Tensor2D); // [K, N] or [L, K, N]
    const crossEntropy = crossEntropyLoss(scores, softTargets(labels, levels));
    const r1 = beta === 0 ? tf.scalar(0) : weightedDistance(codes, labels, levels, form, task);
    const r2 = alpha === 0 ? tf.scalar(0) : bitTransitionLoss(decoding, transitionForm(form, task));
    const total = tf.addN([crossEntropy, tf.mul(alpha, r2), tf.mul(beta, r1)]) as tf.Scalar;
    if (reduction === 'sum') return { total, parts: { crossEntropy, r1, r2 } };
    const mean = (sum: tf.Scalar): tf.Scalar => tf.div(sum, codes.shape[codes.rank - 2] as number);
    return { total: mean(total), parts: { crossEntropy: mean(crossEntropy), r1: mean(r1), r2: mean(r2) } };
  });
}

const REQUIRED = ['codes', 'decoding', 'labels', 'alpha', 'beta', 'form'];

function checkInput(input: RlelLossInput): void {
  requireOptions(input, 'rlelLoss: input', REQUIRED, ['task', 'reduction']);
  const { codes, decoding, labels, alpha, beta, form, task, reduction = 'sum' } = input;
  requireNumber(alpha, 'rlelLoss: alpha', 0);
  requireNumber(beta, 'rlelLoss: beta', 0);
  requireOneOf(form, 'rlelLoss: form', LOSS_FORMS);
  requireOneOf(reduction, 'rlelLoss: reduction', REDUCTIONS);
  if (form === 'published-code' || task !== undefined) requireOneOf(task, `rlelLoss: task of form ${form}`, TASKS);
  requireTensor(codes, 'rlelLoss: codes', ['K', 'M'], ['L', 'K', 'M']);
  requireTensor(decoding, 'rlelLoss: decoding', ['M', 'N'], ['L', 'M', 'N']);
  const [outputs, [batch, width]] = [codes.shape.slice(0, -2), codes.shape.slice(-2)];
  const expected = [...outputs, width, decoding.shape[decoding.rank - 1]];
  if (String(decoding.shape) !== String(expected)) {
    throw new RlelError(
      `rlelLoss: codes [${codes.shape}] and decoding [${decoding.shape}] do not fit; expected [K, M] with [M, N], or [L, K, M] with [L, M, N].`,
    );
  }
  requireTensor(labels, `rlelLoss: labels of codes [${codes.shape}]`, [...outputs, batch]);
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
  const divisor = distanceDivisor(form, task, batch, labels.size / batch);
  if (task === 'landmarks') {
    // the published code clamps to 255: its grid of 256 is its N
    return tf.div(encodingDistanceLoss(codes, tf.clipByValue(labels, 0, levels - 1)), divisor);
  }
  if (task === 'pose') {
    const positions = tf.broadcastTo(tf.range(0, batch, 1, 'float32'), labels.shape);
    return tf.div(encodingDistanceLoss(codes, positions), divisor);
  }
  return tf.div(encodingDistanceLoss(codes, labels), divisor);
}

/**
 * What R1's sum of eq. 5 is divided by in a form: β over it is the weight of that sum, by which forms and tasks compare.
 * @param samples K, of a batch. @param outputs L, that share a group.
 */
export function distanceDivisor(form: LossForm, task: Task, samples: number, outputs: number): number {
  if (form === 'paper') return 1;
  return task === 'landmarks' ? samples * outputs : samples;
}
