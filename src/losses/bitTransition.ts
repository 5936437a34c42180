import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireOneOf } from '../input/check';

const FORMS = ['absolute', 'squared', 'squared-padded'] as const;
/** How R2 measures a transition: eq. 5, or the published code with or without a zero column at both ends of D. */
export type TransitionForm = (typeof FORMS)[number];

/**
 * R2 of eq. 5: Σ_m Σ_n |D_{m,n} − D_{m,n+1}|; the published code squares the differences, and in all tasks but
 * landmarks pads D with a zero column on both sides. The gradient at a zero difference is 0.
 * @param decoding D, [M, N] or [L, M, N].
 * @returns a scalar, differentiable in `decoding`.
 * @throws RlelError for another shape, or an unknown form.
 */
export function bitTransitionLoss(decoding: tf.Tensor2D | tf.Tensor3D, form: TransitionForm = 'absolute'): tf.Scalar {
  requireTensor(decoding, 'bitTransitionLoss: decoding', ['M', 'N'], ['L', 'M', 'N']);
  requireOneOf(form, 'bitTransitionLoss: form', FORMS);
  const loss = tf.customGrad((...inputs: unknown[]) => {
    const [d, save] = inputs as [tf.Tensor, tf.GradSaveFunc];
    const levels = d.shape[d.rank - 1];
    const rows = tf.reshape(d, [-1, levels]); // [LM, N]
    const padded =
      form === 'squared-padded'
        ? tf.pad(rows, [
            [0, 0],
            [1, 1],
          ])
        : rows; // [LM, N'] with N' = N or N + 2
    const columns = padded.shape[1] as number;
    const steps = tf.sub(tf.slice(padded, [0, 1], [-1, columns - 1]), tf.slice(padded, [0, 0], [-1, columns - 1]));
    const value = tf.sum(form === 'absolute' ? tf.abs(steps) : tf.square(steps));
    save([steps]);
    const gradFunc = (dy: tf.Tensor, [s]: tf.Tensor[]): tf.Tensor => {
      const slope = form === 'absolute' ? tf.sign(s) : tf.mul(2, s); // [LM, N' − 1]
      const full = tf.sub(
        tf.pad(slope, [
          [0, 0],
          [1, 0],
        ]),
        tf.pad(slope, [
          [0, 0],
          [0, 1],
        ]),
      ); // [LM, N']
      const inner = form === 'squared-padded' ? tf.slice(full, [0, 1], [-1, levels]) : full;
      return tf.mul(dy, tf.reshape(inner, d.shape));
    };
    return { value, gradFunc };
  });
  return loss(decoding) as tf.Scalar;
}
