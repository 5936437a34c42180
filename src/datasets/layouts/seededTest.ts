import { Random } from '../../random/random';

const TEST_SHARE = 0.2;
const SPLIT_SEED = 1;

/** The name of the first data sets that were split so: another would draw another fifth. */
const STREAM = 'age split';

/** A fifth of some names (of images, persons or sequences), drawn by a fixed seed: those that test. */
export function seededTest(names: readonly string[]): ReadonlySet<string> {
  const order = Random.from(SPLIT_SEED, STREAM).shuffle(Int32Array.from(names.keys()));
  return new Set(Array.from(order.subarray(0, Math.round(TEST_SHARE * names.length)), (i) => names[i]));
}
