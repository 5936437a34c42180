import { execute, flag, float, isNative } from './native';
import { operation } from './operation';
import { tf } from './tensorflow';

/**
 * Bilinear upsampling [K, h, w, C] → [K, H, W, C], differentiable.
 * @param alignCorners corner pixels map onto corner pixels; else pixel centres lie at halves.
 */
export function upsampleBilinear(x: tf.Tensor4D, size: readonly [number, number], alignCorners: boolean): tf.Tensor4D {
  const resized = () => tf.image.resizeBilinear(x, [...size], alignCorners, !alignCorners);
  if (!isNative()) return resized();
  const y = operation(
    { x },
    (save) => {
      save([x]);
      return resized();
    },
    // tfjs's own gradient knows nothing of half pixels
    (dy, [source]) => ({
      x: () =>
        execute(
          'ResizeBilinearGrad',
          [float(), flag('align_corners', alignCorners), flag('half_pixel_centers', !alignCorners)],
          [dy, source],
        ),
    }),
  );
  return y as tf.Tensor4D;
}
