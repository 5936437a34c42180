import { RlelError } from '../src/errors';
import type { Case, ProcessSide, Side } from './cases';
import { Child } from './child';
import type { OperationCost, Ready } from './messages';
import { median, type Rounds } from './statistics';

export interface SideResult {
  readonly side: ProcessSide;
  /** [rounds][repetitions]. */
  readonly seconds: Rounds;
  /** The processor's seconds a repetition, of each round: what else the machine does counts less in them. */
  readonly processor: readonly number[];
  /** Largest resident memory of its process, bytes. */
  readonly peakMemory: number;
  /** Until its step is compiled, seconds; null where it is not. */
  readonly compiling: number | null;
  readonly versions: Readonly<Record<string, string>>;
}

export interface CaseResult {
  readonly name: string;
  /** K. */
  readonly batch: number;
  /** What the sides agree on: the first step's loss, or the mean predicted level. */
  readonly checks: Readonly<Record<string, number>>;
  readonly sides: readonly SideResult[];
  /** Products alone, [rounds][1]; null where they are not measured. */
  readonly floor: Rounds | null;
  /** Two processes of this kit at once, both one's times in a round; null where they are not measured. */
  readonly pair: Rounds | null;
  /** Of a training step, operation by operation; null for other jobs. */
  readonly profile: readonly OperationCost[] | null;
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
/** Not timed either, at the start of each turn: the system takes back memory of processes that wait for minutes. */
const WAKE_UP = 1;
/** Steps whose operations are timed one by one. */
const PROFILED = 3;
/** Relative difference of the sides' first losses that float32 sums in another order explain. */
const TOLERANCE = 1e-3;

interface Running {
  readonly side: ProcessSide;
  readonly child: Child;
  readonly ready: Ready;
}

/**
 * Runs the sides of a case in turn, round by round.
 * @throws RlelError when they do not compute the same.
 */
export async function compareSides(benchCase: Case, options: CompareOptions): Promise<CaseResult> {
  const { job, workload, name } = benchCase;
  const { python, rounds, say } = options;
  const threads = benchCase.single ? 1 : options.threads;
  const repetitions = options.repetitions ?? benchCase.repetitions;
  const running: Running[] = [];
  let twin: Child | null = null;
  try {
    say(`bench: ${name}: starting ${benchCase.sides.join(', ')}`);
    for (const side of benchCase.sides) {
      running.push({ side, ...(await Child.start(side, { job, workload, threads }, python)) });
    }
    const kit = childOf(running, 'kit');
    const eager = running.find(({ side }) => side === 'eager')?.child ?? kit;
    if (benchCase.single) twin = (await Child.start('kit', { job, workload, threads }, python)).child;
    const checks: Record<string, number> = {};
    for (const { side, child } of running) checks[side] = await child.check();
    requireSameWork(
      name,
      running.map(({ ready }) => ready.parameters),
      checks,
    );
    say(`bench: ${name}: the same work on all sides (${checks.kit.toPrecision(6)}); warming up`);
    for (const child of [...running.map((one) => one.child), ...(twin ? [twin] : [])]) await child.run(WARM_UP);
    const seconds: Partial<Record<Side, (readonly number[])[]>> = {};
    const processor: Partial<Record<ProcessSide, number[]>> = {};
    for (let round = 0; round < rounds; round++) {
      const latest: string[] = [];
      const keep = (side: Side, times: readonly number[]): void => {
        seconds[side] = [...(seconds[side] ?? []), times];
        latest.push(`${side} ${median(times).toPrecision(3)} s`);
      };
      for (const { side, child } of running) {
        await child.run(WAKE_UP);
        const { seconds: times, processor: used } = await child.run(repetitions);
        keep(side, times);
        processor[side] = [...(processor[side] ?? []), used / repetitions];
      }
      if (twin) {
        await twin.run(WAKE_UP);
        const both = await Promise.all([kit, twin].map((child) => child.run(repetitions)));
        keep(
          'pair',
          both.flatMap(({ seconds: times }) => times),
        );
      }
      if (benchCase.floor) keep('floor', await eager.floor(repetitions));
      say(`bench: ${name.padEnd(20)} round ${round + 1} of ${rounds}  ${latest.join('  ')}`);
    }
    const sides: SideResult[] = [];
    for (const { side, child, ready } of running) {
      const peakMemory = await child.peakMemory();
      const { versions, compiling } = ready;
      const times = { seconds: seconds[side] ?? [], processor: processor[side] ?? [] };
      sides.push({ side, ...times, peakMemory, compiling, versions });
    }
    const { floor = null, pair = null } = seconds;
    const profile = job === 'train' ? await eager.profile(PROFILED) : null;
    return { name, batch: workload.batch, checks, sides, floor, pair, profile };
  } finally {
    for (const { child } of running) child.stop();
    twin?.stop();
  }
}

function childOf(running: readonly Running[], wanted: ProcessSide): Child {
  const found = running.find(({ side }) => side === wanted);
  if (!found) throw new Error(`A case without "${wanted}".`);
  return found.child;
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
