import { readFileSync } from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import { RlelError } from '../errors';
import { keepStartupLines } from './startupLines';

/** The kit's settings of TensorFlow, on which results depend. What the process's environment says holds instead. */
const SETTINGS: Readonly<Record<string, string>> = {
  // Op determinism: the same seed on the same machine gives the same bits.
  TF_DETERMINISTIC_OPS: '1',
  // oneDNN's kernels on every x86 processor (by itself TensorFlow takes them on some only).
  TF_ENABLE_ONEDNN_OPTS: '1',
  // Freed memory is kept for the next step, not given back to the system and cleared anew.
  TF_CPU_ALLOCATOR_USE_BFC: '1',
};
const READ = [
  ...new Set([...Object.keys(SETTINGS), 'ONEDNN_MAX_CPU_ISA', 'TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS']),
];
const ADDON = 'tfjs_binding.node';

type Variables = Readonly<Record<string, string | null>>;

/** How TensorFlow was started in this process. */
export interface TensorFlowStart {
  /** The variables that it read then, of those on which results depend; null: not set. */
  readonly variables: Variables;
  /** What it said. */
  readonly lines: readonly string[];
  /** Why results would not be the kit's; null where they are. */
  readonly problem: string | null;
}

/** null until TensorFlow is loaded. There is one a process, however many copies of this module there are. */
interface Process {
  start: TensorFlowStart | null;
}

const KEY = Symbol.for('rlel.tensorflow');
const globals = globalThis as { [KEY]?: Process };
globals[KEY] ??= isLoaded() ? { start: startedBefore() } : prepare();
const own = globals[KEY];

/** How TensorFlow was started; null until it is loaded. */
export const tensorflowStart = (): TensorFlowStart | null => own.start;

/** Whether TensorFlow keeps freed memory for the next step. */
export const keepsFreedMemory = (): boolean => /^(1|true)$/i.test(own.start?.variables.TF_CPU_ALLOCATOR_USE_BFC ?? '');

/** @throws RlelError where TensorFlow was loaded before this package, and with other settings than the kit's. */
export function requireOwnSettings(): void {
  if (own.start?.problem) throw new RlelError(own.start.problem);
}

function prepare(): Process {
  for (const [name, value] of Object.entries(SETTINGS)) process.env[name] ??= value;
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'; // errors only
  process.env.TF_NUM_INTEROP_THREADS ??= '-1'; // a graph's operations run one by one, without handing over and waiting
  mendNode();
  const own: Process = { start: null };
  const { dlopen } = process;
  process.dlopen = (...call) => {
    const open = () => dlopen.apply(process, call);
    if (own.start || path.basename(call[1]) !== ADDON) return open();
    const variables = variablesOf(process.env);
    own.start = { variables, lines: keepStartupLines(open), problem: null };
  };
  return own;
}

/** tfjs-node 4.22 calls two helpers that Node 23 removed; the fix was merged upstream and never released. */
function mendNode(): void {
  const helpers = util as unknown as Record<string, unknown>;
  helpers.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
  helpers.isArray ??= Array.isArray;
}

function variablesOf(environment: NodeJS.ProcessEnv): Variables {
  return Object.fromEntries(READ.map((name) => [name, environment[name] ?? null]));
}

function isLoaded(): boolean {
  return readFileSync('/proc/self/maps', 'latin1').includes('libtensorflow');
}

/** What it read is known only where the variables were set when the process started, and are what they were. */
function startedBefore(): TensorFlowStart {
  const lines = readFileSync('/proc/self/environ', 'utf8').split('\0');
  const first = variablesOf(Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2))));
  const now = variablesOf(process.env);
  const others = READ.filter((name) => (first[name] === null && name in SETTINGS) || first[name] !== now[name]);
  const problem =
    others.length === 0
      ? null
      : `TensorFlow was loaded before rlel, and not with the kit's settings (${others.join(', ')}): results would be other ` +
        'bits under the same name. Import rlel first, before danfojs or tfjs-node (in a notebook: restart the kernel), or ' +
        `set ${Object.entries(SETTINGS)
          .map((pair) => pair.join('='))
          .join(' ')} before the process starts.`;
  return { variables: first, lines: [], problem };
}
