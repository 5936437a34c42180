import { RlelError } from '../errors';
import { shown } from '../input/check';
import { tf } from './tensorflow';

/**
 * @param what names the function and the argument.
 * @param shapes that are allowed, with a name or a number a side: `['K', 'M']`, or `['...', 'N']` with any sides before;
 * none: any shape.
 * @throws RlelError unless the value is a tensor of numbers, not disposed, and of one of the shapes.
 */
export function requireTensor(
  value: unknown,
  what: string,
  ...shapes: readonly (readonly (string | number)[])[]
): asserts value is tf.Tensor {
  const expected = `a tensor${shapes.length > 0 ? ` ${shapes.map((sides) => `[${sides.join(', ')}]`).join(' or ')}` : ''}`;
  if (!(value instanceof tf.Tensor)) {
    const foreign = typeof value === 'object' && value !== null && 'dataSync' in value;
    throw new RlelError(
      `${what}: ${foreign ? 'a tensor of another TensorFlow' : shown(value)}, expected ${expected} of this package's tf.`,
    );
  }
  if (value.isDisposed) throw new RlelError(`${what}: a tensor that is disposed, expected ${expected} that is in use.`);
  if (value.dtype !== 'float32' && value.dtype !== 'int32')
    throw new RlelError(`${what}: a tensor of ${value.dtype}, expected numbers (float32 or int32).`);
  if (shapes.length > 0 && !shapes.some((sides) => fits(value.shape, sides)))
    throw new RlelError(`${what}: a tensor of shape [${value.shape.join(', ')}], expected ${expected}.`);
}

function fits(shape: readonly number[], sides: readonly (string | number)[]): boolean {
  const known = sides[0] === '...' ? sides.slice(1) : sides;
  const own = sides[0] === '...' ? shape.slice(-known.length) : shape;
  return own.length === known.length && known.every((side, i) => typeof side === 'string' || side === own[i]);
}
