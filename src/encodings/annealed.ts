import { RlelError } from '../errors';
import { requireInteger, requireNumber, requireNumbers, requireOneOf, requireOptions } from '../input/check';
import { requireMemory } from '../input/memory';
import { Random } from '../random/random';
import type { BinaryCode } from './code';
import { makeRowsDistinct } from './distinctRows';
import { requireBits } from './requireCode';

export const CODE_ENERGIES = ['rows-columns', 'separation', 'proportional', 'none'] as const;
/**
 * What annealing minimises, with d_ij the Hamming distance between the codes of levels i and j, and c_kl that between the
 * columns of bits k and l:
 * - `separation`: Σ_{i<j} 1/d_ij², codes far apart (El Gamal et al. 1987), blind to the order of labels;
 * - `rows-columns`: the same + Σ_{k<l} 1/c_kl² + 1/(N − c_kl)²: columns are neither equal nor complementary, so that bits do
 *   not fail together. These are the two properties that Dietterich & Bakiri (1995) ask of codes for classification;
 * - `proportional`: Σ_{i<j} (d_ij − M·|i − j|/(N − 1))², distances proportional to label distances, as R1 wants them;
 * - `none`: 0, a random code, to compare with.
 *
 * In place of a distance 0 stands ½.
 */
export type CodeEnergy = (typeof CODE_ENERGIES)[number];

/** What is searched for, and how; all but the size and the seed has a default. */
export interface AnnealingOptions {
  readonly levels: number;
  /** M; N by default. */
  readonly width?: number;
  readonly seed: number;
  readonly energy?: CodeEnergy;
  /** Proposals a bit. */
  readonly sweeps?: number;
  /** First and last temperature, as multiples of the mean |ΔE| of a random flip. */
  readonly temperatures?: readonly [number, number];
}

/**
 * A code found by simulated annealing over single-bit flips (SA). The paper names the method but defines neither
 * energy nor schedule: both are this kit's choice. A flip's ΔE is computed from the stored distances in O(N + M).
 * @throws RlelError for sizes that hold no code of N distinct rows, or an option that cannot be.
 */
export function annealedCode(options: AnnealingOptions): BinaryCode {
  requireOptions(options, 'annealedCode: options', ['levels', 'seed'], ['width', 'energy', 'sweeps', 'temperatures']);
  const { levels, width = levels, seed, energy = 'rows-columns', sweeps = 40, temperatures = [1, 1e-3] } = options;
  checkSize('annealedCode', levels, width);
  requireInteger(seed, 'annealedCode: seed', 0);
  requireOneOf(energy, 'annealedCode: energy', CODE_ENERGIES);
  requireInteger(sweeps, 'annealedCode: sweeps', 1);
  requireNumbers(temperatures, 'annealedCode: temperatures', 2);
  for (const factor of temperatures) requireNumber(factor, 'annealedCode: temperature', Number.MIN_VALUE);
  requireMemory(Int32Array.BYTES_PER_ELEMENT * (levels ** 2 + width ** 2), 'The distances within a code of a search');
  const random = Random.from(seed, 'sa', levels, width, energy);
  const state = new State(levels, width, energy, random);
  const proposals = energy === 'none' ? 0 : sweeps * levels * width;
  const scale = state.meanChange(random, 500);
  const [hot, cold] = temperatures.map((factor) => factor * scale);
  for (let k = 0; k < proposals; k++) {
    const temperature = hot * (cold / hot) ** (k / proposals);
    const n = random.integer(levels);
    const m = random.integer(width);
    const change = state.change(n, m);
    if (change <= 0 || random.uniform() < Math.exp(-change / temperature)) state.flip(n, m);
  }
  const bits = state.bits();
  makeRowsDistinct(bits, levels, width, () => Array.from({ length: width }, (_, m) => m));
  return { levels, width, values: bits };
}

/** The energy of a code, summed over all pairs. @throws RlelError for what is no binary code, or an unknown energy. */
export function codeEnergy(code: BinaryCode, energy: CodeEnergy): number {
  requireBits(code, 'codeEnergy: code');
  requireOneOf(energy, 'codeEnergy: energy', CODE_ENERGIES);
  const { levels, width, values } = code;
  const bit = (n: number, m: number): number => values[n * width + m];
  const overPairs = (count: number, slices: number, at: (item: number, slice: number) => number, of: PairEnergy) => {
    let total = 0;
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        let distance = 0;
        for (let s = 0; s < slices; s++) distance += at(i, s) ^ at(j, s);
        total += of(distance, j - i);
      }
    }
    return total;
  };
  if (energy === 'none') return 0;
  const rows = overPairs(levels, width, bit, energy === 'proportional' ? proportional(levels, width) : separated);
  return energy === 'rows-columns' ? rows + overPairs(width, levels, (m, n) => bit(n, m), unlike(levels)) : rows;
}

/** @throws RlelError unless `width` bits can tell `levels` levels apart. */
export function checkSize(who: string, levels: number, width: number): void {
  requireInteger(levels, `${who}: levels`, 2);
  if (!Number.isInteger(width) || width < Math.ceil(Math.log2(levels))) {
    throw new RlelError(`${who}: ${width} bits for ${levels} levels, expected an integer of at least ⌈log2 N⌉.`);
  }
}

/** The energy of a pair by its distance, and by how far apart the two are. */
type PairEnergy = (distance: number, gap: number) => number;

const separated: PairEnergy = (distance) => 1 / Math.max(distance, 0.5) ** 2;
/** Of two columns of N levels. */
const unlike =
  (levels: number): PairEnergy =>
  (distance) =>
    1 / Math.max(distance, 0.5) ** 2 + 1 / Math.max(levels - distance, 0.5) ** 2;
const proportional =
  (levels: number, width: number): PairEnergy =>
  (distance, gap) =>
    (distance - (width * gap) / (levels - 1)) ** 2;

/**
 * ΔE of a flip, over the pairs of one with all others.
 * @param distances those of `one` are at [from + j].
 * @param slice the bit of each that is flipped for `one`.
 */
type Change = (distances: Int32Array, from: number, one: number, slice: Uint8Array) => number;

/** By a table, for energies of distances alone: divisions are slow. @param most the largest distance. */
function tabled(energy: PairEnergy, most: number): Change {
  // [2d]: a pair of distance d whose bits are alike, [2d + 1]: whose bits differ
  const changes = Float64Array.from({ length: 2 * (most + 1) }, (_, k) => {
    const distance = k >> 1;
    return energy(k % 2 === 0 ? distance + 1 : distance - 1, 0) - energy(distance, 0);
  });
  return (distances, from, one, slice) => {
    const own = slice[one];
    let change = 0;
    for (let j = 0; j < one; j++) change += changes[2 * distances[from + j] + (slice[j] ^ own)];
    for (let j = one + 1; j < slice.length; j++) change += changes[2 * distances[from + j] + (slice[j] ^ own)];
    return change;
  };
}

function proportionalChange(levels: number, width: number): Change {
  const unit = width / (levels - 1);
  return (distances, from, one, slice) => {
    const own = slice[one];
    let change = 0;
    for (let j = 0; j < levels; j++) {
      if (j === one) continue;
      const step = slice[j] === own ? 1 : -1;
      change += 2 * step * (distances[from + j] - unit * Math.abs(one - j)) + 1;
    }
    return change;
  };
}

/** Hamming distances between some codes, or columns, and what a flip of a bit changes of their energy. */
class Distances {
  private readonly values: Int32Array; // [count, count]

  /** @param slices each bit of all of them: [slices][count]. */
  constructor(
    private readonly count: number,
    slices: readonly Uint8Array[],
    private readonly changeOf: Change,
  ) {
    this.values = new Int32Array(count * count);
    for (const slice of slices) {
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) this.values[i * count + j] += slice[i] ^ slice[j];
      }
    }
  }

  /** ΔE of flipping one's bit in a slice. */
  change(one: number, slice: Uint8Array): number {
    return this.changeOf(this.values, one * this.count, one, slice);
  }

  /** Before the bit is flipped. */
  flip(one: number, slice: Uint8Array): void {
    const { count, values } = this;
    const own = slice[one];
    for (let j = 0; j < count; j++) {
      if (j === one) continue;
      const step = slice[j] === own ? 1 : -1;
      values[one * count + j] += step;
      values[j * count + one] += step;
    }
  }
}

/** A code with its distances; bits are stored by column and by row, so that a flip reads one of each in order. */
class State {
  private readonly columns: readonly Uint8Array[]; // [width][levels]
  private readonly rows: readonly Uint8Array[]; // [levels][width]
  private readonly ofRows: Distances;
  /** null: the energy does not look at columns. */
  private readonly ofColumns: Distances | null;

  constructor(
    private readonly levels: number,
    private readonly width: number,
    energy: CodeEnergy,
    random: Random,
  ) {
    this.columns = Array.from({ length: width }, () => Uint8Array.from({ length: levels }, () => random.uint32() & 1));
    this.rows = Array.from({ length: levels }, (_, n) => Uint8Array.from(this.columns, (column) => column[n]));
    const ofRows = energy === 'proportional' ? proportionalChange(levels, width) : tabled(separated, width);
    this.ofRows = new Distances(levels, this.columns, ofRows);
    this.ofColumns = energy === 'rows-columns' ? new Distances(width, this.rows, tabled(unlike(levels), levels)) : null;
  }

  /** ΔE of flipping bit m of level n. */
  change(n: number, m: number): number {
    return this.ofRows.change(n, this.columns[m]) + (this.ofColumns?.change(m, this.rows[n]) ?? 0);
  }

  flip(n: number, m: number): void {
    this.ofRows.flip(n, this.columns[m]);
    this.ofColumns?.flip(m, this.rows[n]);
    this.columns[m][n] ^= 1;
    this.rows[n][m] ^= 1;
  }

  meanChange(random: Random, samples: number): number {
    let sum = 0;
    for (let k = 0; k < samples; k++) {
      sum += Math.abs(this.change(random.integer(this.levels), random.integer(this.width)));
    }
    return sum / samples || 1;
  }

  /** Row-major [levels, width]. */
  bits(): Uint8Array {
    return Uint8Array.from(this.rows.flatMap((row) => [...row]));
  }
}
