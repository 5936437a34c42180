import { execute, float, int32, integers, isNative } from './native';
import { tf } from './tensorflow';

/**
 * Rows of a table [N, M] by their indices, int32 [...] → [..., M]. No gradient.
 * @param indices in [0, N − 1]; that is not checked here, as tf.gather does by reading them.
 */
export function gatherRows(table: tf.Tensor2D, indices: tf.Tensor): tf.Tensor {
  if (!isNative()) return tf.gather(table, indices as tf.Tensor1D);
  const attributes = [integers('batch_dims', 0), float('Tparams'), int32('Tindices'), int32('Taxis')];
  return tf.tidy(() => execute('GatherV2', attributes, [table, indices, tf.scalar(0, 'int32')]));
}
