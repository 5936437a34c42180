import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { RlelError } from '../src/errors';
import type { ProcessSide } from './cases';
import type { Assignment, OperationCost, Ready, Replies, Request } from './messages';

const PROJECT = path.resolve(__dirname, '../..'); // from dist-bench/bench
const PEER = path.join(PROJECT, 'bench/peer/main.py');
const KIT = path.join(__dirname, 'kit/main.js');

/**
 * glibc gives large blocks back to the system at once, and a step then pays for fresh pages. The kit's engine keeps
 * them, so PyTorch at its best does so too.
 */
const KEEP_MEMORY = { GLIBC_TUNABLES: 'glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=1099511627776' };

/** Error output that is shown when a child ends early, characters. */
const SHOWN_ERROR = 2000;

/** One side of a case in a process of its own, which lives as long as the case. */
export class Child {
  private errors = '';
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  private constructor(
    private readonly process: ChildProcess,
    private readonly label: string,
  ) {
    process.stderr?.on('data', (text) => {
      this.errors = (this.errors + text).slice(-SHOWN_ERROR);
    });
    this.reader = createInterface({ input: process.stdout as NodeJS.ReadableStream });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  /** Starts a side and waits until its weights are filled. @param python runs the peers. */
  static async start(side: ProcessSide, assignment: Omit<Assignment, 'side'>, python: string) {
    const text = JSON.stringify({ side, ...assignment });
    const threads = String(assignment.threads);
    const env = {
      ...process.env,
      CUDA_VISIBLE_DEVICES: '',
      TF_NUM_INTRAOP_THREADS: threads,
      OMP_NUM_THREADS: threads,
      MKL_NUM_THREADS: threads,
      ...(side === 'best' ? KEEP_MEMORY : {}),
    };
    const [program, script] = side === 'kit' || side === 'eager' ? [process.execPath, KIT] : [python, PEER];
    const child = new Child(spawn(program, [script, text], { env, stdio: 'pipe' }), side);
    child.process.on('error', (error) => {
      child.errors += error.message;
    });
    return { child, ready: (await child.next()) as Ready };
  }

  async check(): Promise<number> {
    return (await this.ask<'check'>({ check: true })).value;
  }

  /** Seconds of each of `count` repetitions, and the processor's of all of them. */
  run(count: number): Promise<Replies['run']> {
    return this.ask<'run'>({ run: count });
  }

  /** Seconds of the step's products alone, from `count` runs of each. */
  async floor(count: number): Promise<readonly number[]> {
    return (await this.ask<'floor'>({ floor: count })).seconds;
  }

  /** What the operations of a step cost, from `count` steps. */
  async profile(count: number): Promise<readonly OperationCost[]> {
    return (await this.ask<'profile'>({ profile: count })).operations;
  }

  /** The largest resident memory so far, bytes. */
  async peakMemory(): Promise<number> {
    return (await this.ask<'memory'>({ memory: true })).bytes;
  }

  stop(): void {
    this.reader.close();
    this.process.kill();
  }

  private async ask<K extends keyof Replies>(request: Request): Promise<Replies[K]> {
    this.process.stdin?.write(`${JSON.stringify(request)}\n`);
    return (await this.next()) as Replies[K];
  }

  private async next(): Promise<unknown> {
    const { value, done } = await this.lines.next();
    if (!done) return JSON.parse(value);
    const { exitCode, signalCode } = this.process;
    const reason = signalCode === 'SIGKILL' ? 'SIGKILL: most likely for lack of memory' : (signalCode ?? exitCode);
    throw new RlelError(`bench: the side "${this.label}" ended early (${reason}). Its last messages:\n${this.errors}`);
  }
}
