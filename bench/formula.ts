/**
 * The values that weights, images and labels start from, on both sides: functions of a tensor's name and of the flat
 * index in PyTorch's order of axes. `peer/formula.py` is the same in Python.
 */

/** FNV-1a, 32 bits. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** `count` reals in [0, 1) that belong to a name. */
export function uniformOf(name: string, count: number): Float32Array {
  const layer = Math.imul(hashName(name), 0x9e3779b1);
  return Float32Array.from({ length: count }, (_, i) => {
    let x = (i + layer) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    x ^= x >>> 16;
    return (x >>> 8) / 2 ** 24; // 24 bits: exact in float32
  });
}

/** Small enough that activations of deep networks stay in range in evaluation. */
const GAIN = 0.5;

/**
 * First values of a named tensor.
 * @param shape in PyTorch's order; a stack of L linear layers is [L, outputs, inputs].
 */
export function weightOf(name: string, shape: readonly number[]): Float32Array {
  const u = uniformOf(
    name,
    shape.reduce((size, side) => size * side, 1),
  );
  if (name.endsWith('decoding')) return u; // as published: U[0, 1)
  if (name.endsWith('bias')) return u.map((value) => (2 * value - 1) * 0.05);
  if (name.endsWith('running_mean')) return u.map((value) => (2 * value - 1) * 0.1);
  if (shape.length === 1) return u.map((value) => 0.75 + 0.5 * value); // batch normalisation's scale and variance
  const fanIn = shape.slice(shape.length === 3 ? 2 : 1).reduce((size, side) => size * side, 1);
  const bound = GAIN * Math.sqrt(6 / fanIn);
  return u.map((value) => (2 * value - 1) * bound);
}
