import { createHash } from 'node:crypto';
import { type xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { RlelError } from '../errors';
import { requireInteger, requireNumbers } from '../input/check';

/**
 * A seeded stream of random numbers. Every random choice of the kit takes one explicitly: tfjs shuffles with
 * Math.random and reads seed 0 as "no seed", so none of its own random functions are used.
 */
export class Random {
  private constructor(private generator: ReturnType<typeof xoroshiro128plus>) {}

  /** The stream for `seed` and a purpose ("init", "twin", …): streams of different purposes are independent. */
  static from(seed: number, ...purpose: (string | number)[]): Random {
    requireInteger(seed, 'Random: seed', 0);
    const digest = createHash('sha256')
      .update(JSON.stringify([seed, ...purpose]))
      .digest();
    const state = [0, 4, 8, 12].map((at) => digest.readInt32LE(at));
    return Random.fromState(state);
  }

  /** Continues a stream from `state()`. */
  static fromState(state: readonly number[]): Random {
    requireNumbers(state, 'Random: state', 4);
    return new Random(xoroshiro128plusFromState(state));
  }

  /** The four 32-bit words that continue this stream. */
  state(): readonly number[] {
    return this.generator.getState();
  }

  /** Moves this stream to where another stood when it gave `state()`. */
  continueFrom(state: readonly number[]): void {
    requireNumbers(state, 'Random: state', 4);
    this.generator = xoroshiro128plusFromState(state);
  }

  /** A 32-bit unsigned integer. */
  uint32(): number {
    return this.generator.next() >>> 0;
  }

  /** A real in [0, 1) with 32 bits. */
  uniform(low = 0, high = 1): number {
    if (!Number.isFinite(low) || !Number.isFinite(high))
      throw new RlelError(`Random: uniform from ${low} to ${high}: expected two finite numbers.`);
    return low + (high - low) * (this.uint32() / 0x1_0000_0000);
  }

  /** An integer in [0, n), without bias. */
  integer(n: number): number {
    if (!(n >= 1 && n <= 0x1_0000_0000 && Number.isInteger(n)))
      throw new RlelError(`Random: an integer below ${n}: expected an integer from 1 to 2^32.`);
    const limit = Math.floor(0x1_0000_0000 / n) * n;
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw % n;
  }

  /** A normal deviate (Box-Muller; one of the pair is used, so that the state alone continues the stream). */
  normal(mean = 0, std = 1): number {
    if (!Number.isFinite(mean) || !(std >= 0 && Number.isFinite(std)))
      throw new RlelError(`Random: normal with mean ${mean} and std ${std}: expected finite numbers, std at least 0.`);
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + std * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Fisher-Yates, in place. */
  shuffle<T extends { length: number; [index: number]: number }>(items: T): T {
    requireNumbers(items, 'Random: items');
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = items[i] as number;
      items[i] = items[j] as number;
      items[j] = kept;
    }
    return items;
  }
}
