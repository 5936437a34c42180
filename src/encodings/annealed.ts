import { RlelError } from '../errors';
import { requireInteger, requireNumber, requireNumbers, requireOneOf, requireOptions } from '../input/check';
import { requireMemory } from '../input/memory';
import { Random } from '../random/random';
import type { BinaryCode } from './code';
import { makeRowsDistinct } from './distinctRows';
import { requireBits } from './requireCode';

const CODE_ENERGIES = ['proportional', 'separation'] as const;
/**
 * What annealing minimises, with d_ij the Hamming distance between the codes of levels i and j:
 * - `proportional`: Σ_{i<j} (d_ij − M·|i − j|/(N − 1))², distances proportional to label distances;
 * - `separation`: Σ_{i<j} 1/d_ij² (½² in place of 0), code words far apart, blind to the order of labels.
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
 * energy nor schedule: both are this kit's choice. A flip's ΔE is computed from the stored distances in O(N).
 * @throws RlelError for sizes that hold no code of N distinct rows, or an option that cannot be.
 */
export function annealedCode(options: AnnealingOptions): BinaryCode {
  requireOptions(options, 'annealedCode: options', ['levels', 'seed'], ['width', 'energy', 'sweeps', 'temperatures']);
  const { levels, width = levels, seed, energy = 'proportional', sweeps = 40, temperatures = [1, 1e-3] } = options;
  checkSize('annealedCode', levels, width);
  requireInteger(seed, 'annealedCode: seed', 0);
  requireOneOf(energy, 'annealedCode: energy', CODE_ENERGIES);
  requireInteger(sweeps, 'annealedCode: sweeps', 1);
  requireNumbers(temperatures, 'annealedCode: temperatures', 2);
  for (const factor of temperatures) requireNumber(factor, 'annealedCode: temperature', Number.MIN_VALUE);
  requireMemory(Float64Array.BYTES_PER_ELEMENT * levels ** 2, 'The distances between the codes of a search');
  const random = Random.from(seed, 'sa', levels, width, energy);
  const state = new State(levels, width, energy, random);
  const proposals = sweeps * levels * width;
  const scale = state.meanChange(random, 500);
  const [hot, cold] = temperatures.map((factor) => factor * scale);
  for (let k = 0; k < proposals; k++) {
    const temperature = hot * (cold / hot) ** (k / proposals);
    const n = random.integer(levels);
    const m = random.integer(width);
    const change = state.change(n, m);
    if (change <= 0 || random.uniform() < Math.exp(-change / temperature)) state.flip(n, m);
  }
  const bits = state.rows();
  makeRowsDistinct(bits, levels, width, () => Array.from({ length: width }, (_, m) => m));
  return { levels, width, values: bits };
}

/** The energy of a code, summed over all pairs. @throws RlelError for what is no binary code, or an unknown energy. */
export function codeEnergy(code: BinaryCode, energy: CodeEnergy): number {
  requireBits(code, 'codeEnergy: code');
  requireOneOf(energy, 'codeEnergy: energy', CODE_ENERGIES);
  const { levels, width, values } = code;
  let total = 0;
  for (let i = 0; i < levels; i++) {
    for (let j = i + 1; j < levels; j++) {
      let distance = 0;
      for (let m = 0; m < width; m++) distance += values[i * width + m] ^ values[j * width + m];
      total += pairEnergy(energy, distance, (width * (j - i)) / (levels - 1));
    }
  }
  return total;
}

/** @throws RlelError unless `width` bits can tell `levels` levels apart. */
export function checkSize(who: string, levels: number, width: number): void {
  requireInteger(levels, `${who}: levels`, 2);
  if (!Number.isInteger(width) || width < Math.ceil(Math.log2(levels))) {
    throw new RlelError(`${who}: ${width} bits for ${levels} levels, expected an integer of at least ⌈log2 N⌉.`);
  }
}

function pairEnergy(energy: CodeEnergy, distance: number, target: number): number {
  return energy === 'proportional' ? (distance - target) ** 2 : 1 / Math.max(distance, 0.5) ** 2;
}

/** A code with its pairwise distances; bits are stored by column, so that a flip reads one column in order. */
class State {
  private readonly columns: Uint8Array; // [width, levels]
  private readonly distances: Float64Array; // [levels, levels]

  constructor(
    private readonly levels: number,
    private readonly width: number,
    private readonly energy: CodeEnergy,
    random: Random,
  ) {
    this.columns = Uint8Array.from({ length: width * levels }, () => random.uint32() & 1);
    this.distances = new Float64Array(levels * levels);
    for (let m = 0; m < width; m++) {
      const column = this.columns.subarray(m * levels, (m + 1) * levels);
      for (let i = 0; i < levels; i++) {
        for (let j = 0; j < levels; j++) this.distances[i * levels + j] += column[i] ^ column[j];
      }
    }
  }

  /** ΔE of flipping bit m of level n. */
  change(n: number, m: number): number {
    const { levels } = this;
    const column = m * levels;
    const own = this.columns[column + n];
    const unit = this.width / (levels - 1);
    let change = 0;
    for (let j = 0; j < levels; j++) {
      if (j === n) continue;
      const before = this.distances[n * levels + j];
      const step = this.columns[column + j] === own ? 1 : -1;
      if (this.energy === 'proportional') change += 2 * step * (before - unit * Math.abs(n - j)) + 1;
      else change += pairEnergy('separation', before + step, 0) - pairEnergy('separation', before, 0);
    }
    return change;
  }

  flip(n: number, m: number): void {
    const { levels } = this;
    const column = m * levels;
    const own = this.columns[column + n];
    for (let j = 0; j < levels; j++) {
      if (j === n) continue;
      const step = this.columns[column + j] === own ? 1 : -1;
      this.distances[n * levels + j] += step;
      this.distances[j * levels + n] += step;
    }
    this.columns[column + n] = 1 - own;
  }

  meanChange(random: Random, samples: number): number {
    let sum = 0;
    for (let k = 0; k < samples; k++) {
      sum += Math.abs(this.change(random.integer(this.levels), random.integer(this.width)));
    }
    return sum / samples || 1;
  }

  rows(): Uint8Array {
    const bits = new Uint8Array(this.levels * this.width);
    for (let m = 0; m < this.width; m++) {
      for (let n = 0; n < this.levels; n++) bits[n * this.width + m] = this.columns[m * this.levels + n];
    }
    return bits;
  }
}
