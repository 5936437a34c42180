import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { keepsFreedMemory, type TensorFlowStart, tensorflowStart } from '../engine/environment';
import { requireGraphs } from '../engine/graph/program';
import { NotCompilable } from '../engine/graph/recorder';
import { graphSetting } from '../engine/graph/setting';
import { RlelError } from '../errors';
import { variable } from '../input/variable';
import { kitVersion } from '../runs/environment';
import { readerThreads } from '../training/batches/readerThreads';
import { examples, say as print } from './program';

/** `rlel doctor`. */
export function addDoctor(rlel: Command): void {
  rlel
    .command('doctor')
    .description('versions, backend, devices, and what is wrong')
    .addHelpText('after', examples('rlel doctor'))
    .action(async () => {
      const { lines, problems } = await doctor();
      const width = Math.max(...lines.map(({ name }) => name.length));
      for (const { name, value } of lines) print(`${name.padEnd(width)}  ${value}`);
      if (problems.length > 0) throw new RlelError(`Problems:\n  ${problems.join('\n  ')}`);
      print('No problems found.');
    });
}

export interface Diagnosis {
  readonly lines: { readonly name: string; readonly value: string }[];
  /** What is wrong, and what to do; empty when nothing is. */
  readonly problems: string[];
}

const PROJECT = path.resolve(__dirname, '../..');
const LITTLE_DISK = 2e9; // bytes

/** Looks at everything that the kit stands on. Never throws: what is missing is a problem in the answer. */
export async function doctor(): Promise<Diagnosis> {
  const lines: Diagnosis['lines'] = [];
  const problems: string[] = [];
  const say = (name: string, value: string) => lines.push({ name, value });
  say('rlel', kitVersion());
  say('Node.js', process.version);
  if (Number(process.versions.node.split('.')[0]) < 20) problems.push('Node.js is older than 20: install a newer one.');
  describePython(say, problems);
  await describeTensorFlow(say, problems);
  describeReaders(say, problems);
  describeGraphs(say, problems);
  const spec = path.join(PROJECT, '.venv/share/jupyter/kernels/rlel/kernel.json');
  say('notebook kernel', existsSync(spec) ? spec : 'not registered');
  if (!existsSync(spec)) problems.push('The notebook kernel is not registered: run "make setup".');
  describeSetup(problems);
  const disk = statfsSync(PROJECT);
  const free = disk.bavail * disk.bsize;
  say('disk free', `${(free / 1e9).toFixed(1)} GB`);
  if (free < LITTLE_DISK)
    problems.push(`Only ${(free / 1e9).toFixed(1)} GB of disk are free: runs and caches need some 2 GB.`);
  return { lines, problems };
}

async function describeTensorFlow(say: (name: string, value: string) => void, problems: string[]): Promise<void> {
  const folder = path.join(PROJECT, 'node_modules/@tensorflow/tfjs-node-gpu');
  try {
    const { tf } = await import('../engine/tensorflow.js');
    const gpu = (tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice;
    say('addon', `${folder} (tfjs ${tf.version_core})`);
    say('backend', tf.getBackend());
    say('device', gpu ? 'GPU' : 'CPU');
    const { hasOneDnn } = await import('../engine/native.js');
    const { variables, lines } = tensorflowStart() as TensorFlowStart;
    const setting = (name: string, effect: string) => `${effect} (${name}=${variables[name] ?? ''})`;
    say('oneDNN', setting('TF_ENABLE_ONEDNN_OPTS', hasOneDnn() ? 'used' : 'not used'));
    const { hasRightGradients, WRONG_GRADIENTS } = await import('../engine/rightGradients.js');
    say('gradients', hasRightGradients() ? 'right' : 'wrong');
    if (!hasRightGradients()) problems.push(WRONG_GRADIENTS);
    say('allocator', setting('TF_CPU_ALLOCATOR_USE_BFC', keepsFreedMemory() ? 'keeps freed memory' : 'the system’s'));
    say('threads', variables.TF_NUM_INTRAOP_THREADS ?? `${availableParallelism()} (all cores)`);
    for (const line of lines.filter((text) => /^[EF]\d{4} /.test(text))) say('TensorFlow says', line);
    if (process.env.RLEL_DEVICE === 'gpu' && !gpu) {
      problems.push(
        'RLEL_DEVICE=gpu, but TensorFlow sees no GPU: check the driver with nvidia-smi, then run "RLEL_DEVICE=gpu make setup". TF_CPP_MIN_LOG_LEVEL=0 shows why.',
      );
    }
  } catch (error) {
    say('addon', 'does not load');
    problems.push(`TensorFlow's addon does not load (${(error as Error).message.split('\n')[0]}): run "make setup".`);
  }
  const danfo = path.join(PROJECT, 'node_modules/@tensorflow/tfjs-node');
  const same = existsSync(danfo) && existsSync(folder) && realpathSync(danfo) === realpathSync(folder);
  say('danfojs’ TensorFlow', same ? 'the same module' : 'another module');
  if (!same) problems.push('danfojs would load a second TensorFlow: run "make setup".');
}

function describeGraphs(say: (name: string, value: string) => void, problems: string[]): void {
  try {
    const set = `RLEL_GRAPH${variable('RLEL_GRAPH') ? `=${variable('RLEL_GRAPH')}` : ' is not set'}`;
    if (graphSetting()) requireGraphs();
    say('steps', `${graphSetting() ? 'compiled to graphs' : 'operation by operation'} (${set})`);
  } catch (error) {
    say('steps', 'not compiled');
    const { message } = error as Error;
    problems.push(
      error instanceof NotCompilable
        ? `TensorFlow runs no graphs (${message}): trainings go operation by operation, which takes longer.`
        : message,
    );
  }
}

function describeReaders(say: (name: string, value: string) => void, problems: string[]): void {
  const set = process.env.RLEL_READERS;
  try {
    say('reader threads', `${readerThreads()} (${set ? 'RLEL_READERS' : 'RLEL_READERS is not set'})`);
  } catch (error) {
    say('reader threads', `${set}`);
    problems.push((error as Error).message);
  }
}

/** What set-up installed in .venv. */
const PYTHON_PARTS = [
  { name: 'Python', code: 'import platform; print(platform.python_version())' },
  {
    name: 'TensorFlow',
    code: 'import importlib.metadata as m; print(next(d.version for d in m.distributions() if d.name in ("tensorflow", "tensorflow-cpu", "tensorflow_cpu")))',
  },
  { name: 'JupyterLab', code: 'import importlib.metadata as m; print(m.version("jupyterlab"))' },
];

function describePython(say: (name: string, value: string) => void, problems: string[]): void {
  for (const { name, code } of PYTHON_PARTS) {
    const version = python(code);
    say(name, version ?? 'not found in .venv');
    if (version === null) problems.push(`${name} is not found in .venv: run "make setup".`);
  }
}

/** null where it fails. */
function python(code: string): string | null {
  try {
    // -I: without the user's own Python settings
    return execFileSync(path.join(PROJECT, '.venv/bin/python'), ['-I', '-c', code], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

/** What scripts/setup.sh left when it did not come to its end. */
function describeSetup(problems: string[]): void {
  const { RLEL_DEVICE: device } = process.env;
  if (device && !['cpu', 'gpu'].includes(device)) problems.push(`RLEL_DEVICE=${device}: expected cpu or gpu.`);
  const file = path.join(PROJECT, '.setup/failed');
  if (!existsSync(file)) return;
  const steps = readFileSync(file, 'utf8').trim() || 'it was interrupted.';
  problems.push(`The last set-up did not come to its end: ${steps} Run "make setup".`);
}
