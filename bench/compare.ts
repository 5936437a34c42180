import { RlelError } from '../src/errors';
import type { Case, Side } from './cases';
import { Child } from './child';
import type { Ready } from './messages';
import { median, type Rounds } from './statistics';

export interface SideResult {
  readonly side: Side;
  /** [rounds][repetitions]. */
  readonly seconds: Rounds;
  /** Largest resident memory of its process, bytes. */
  readonly peakMemory: number;
  readonly versions: Readonly<Record<string, string>>;
}

export interface CaseResult {
  readonly name: string;
  /** What the sides agree on: the first step's loss, or the mean predicted level. */
  readonly checks: Readonly<Record<string, number>>;
  readonly sides: readonly SideResult[];
}

export interface CompareOptions {
  readonly rounds: number;
  /** null: the case's own number. */
  readonly repetitions: number | null;
  readonly threads: number;
  readonly python: string;
  readonly say: (line: string) => void;
}

/** Repetitions before the first round. */
const WARM_UP = 2;
/** Relative difference of the sides' first losses that float32 sums in another order explain. */
const TOLERANCE = 1e-3;

interface Running {
  readonly side: Side;
  readonly child: Child;
  readonly ready: Ready;
  readonly seconds: (readonly number[])[];
}

/**
 * Runs the sides of a case in turn, round by round.
 * @throws RlelError when they do not compute the same.
 */
export async function compareSides(benchCase: Case, options: CompareOptions): Promise<CaseResult> {
  const { job, workload, name } = benchCase;
  const { threads, python, rounds, say } = options;
  const repetitions = options.repetitions ?? benchCase.repetitions;
  const running: Running[] = [];
  try {
    say(`bench: ${name}: starting ${benchCase.sides.join(', ')}`);
    for (const side of benchCase.sides) {
      running.push({ side, ...(await Child.start(side, { job, workload, threads }, python)), seconds: [] });
    }
    const checks: Record<string, number> = {};
    for (const { side, child } of running) if (side !== 'floor') checks[side] = await child.check();
    requireSameWork(
      name,
      running.map(({ ready }) => ready.parameters),
      checks,
    );
    say(`bench: ${name}: the same work on all sides (${Object.values(checks)[0].toPrecision(6)}); warming up`);
    // the floor warms each of its products up by itself
    for (const { side, child } of running) if (side !== 'floor') await child.run(WARM_UP);
    for (let round = 0; round < rounds; round++) {
      for (const { child, seconds } of running) seconds.push(await child.run(repetitions));
      const latest = running.map(({ side, seconds }) => `${side} ${median(seconds[round]).toPrecision(3)} s`);
      say(`bench: ${name.padEnd(20)} round ${round + 1} of ${rounds}  ${latest.join('  ')}`);
    }
    const sides: SideResult[] = [];
    for (const { side, child, ready, seconds } of running) {
      sides.push({ side, seconds, peakMemory: await child.peakMemory(), versions: ready.versions });
    }
    return { name, checks, sides };
  } finally {
    for (const { child } of running) child.stop();
  }
}

/**
 * Sides that do the same work have as many parameters and, up to rounding, the same first loss.
 * @throws RlelError where they differ.
 */
export function requireSameWork(
  name: string,
  parameters: readonly number[],
  checks: Readonly<Record<string, number>>,
): void {
  if (new Set(parameters).size > 1) {
    throw new RlelError(`bench: ${name}: the sides differ in their number of parameters: ${parameters.join(', ')}.`);
  }
  const values = Object.values(checks);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const same = high - low <= TOLERANCE * Math.max(Math.abs(low), Math.abs(high)); // false for NaN
  if (!same) {
    throw new RlelError(
      `bench: ${name}: the sides do not do the same work: ${JSON.stringify(checks)} differ by more than ${TOLERANCE}.`,
    );
  }
}
