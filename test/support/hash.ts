/** The parity fixtures' formula: a value in [0, 1) for an index and a layer. */
export function hash01(index: number, layer: number): number {
  let x = (index + Math.imul(layer, 0x9e3779b1) + 0x6a09e667) | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  x ^= x >>> 16;
  return (x >>> 0) / 2 ** 32;
}

/** `count` values of a layer, mapped. */
export const hashed = (count: number, layer: number, map: (u: number) => number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => map(hash01(i, layer)));
