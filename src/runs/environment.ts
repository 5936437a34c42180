import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { availableParallelism, cpus, hostname } from 'node:os';
import path from 'node:path';
import { keepsFreedMemory, type TensorFlowStart, tensorflowStart } from '../engine/environment';
import { graphsWanted } from '../engine/graph/setting';
import { hasOneDnn, isGpu, tensorflowVersion } from '../engine/native';
import { nameFor } from '../files/canonicalJson';
import { loadedImports } from '../imports/imports';
import { readerThreads } from '../training/batches/readerThreads';

const PACKAGE = path.resolve(__dirname, '../..');

/**
 * Where and on what a run is done; written before it starts.
 * @param compiledSteps whether its steps are graphs.
 */
export function environment(dataFolder: string, compiledSteps = graphsWanted()): Record<string, unknown> {
  const { version, dependencies } = packageJson();
  const tensorflow = tensorflowVersion(); // starts it
  const { variables, lines } = tensorflowStart() as TensorFlowStart;
  return {
    startedAt: new Date().toISOString(),
    rlel: version,
    commit: commit(),
    node: process.version,
    tensorflow,
    packages: Object.fromEntries(Object.keys(dependencies).map((name) => [name, installedVersion(name)])),
    device: isGpu() ? 'gpu' : 'cpu',
    host: hostname(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    threads: variables.TF_NUM_INTRAOP_THREADS ?? 'all cores',
    readerThreads: readerThreads(),
    compiledSteps,
    oneDnn: hasOneDnn(),
    keepsFreedMemory: keepsFreedMemory(),
    variables,
    tensorflowLog: lines,
    imports: loadedImports(),
    dataFolder: path.resolve(dataFolder),
  };
}

const packageJson = (): { version: string; dependencies: Record<string, string> } =>
  JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));

/** The kit's version. */
export const kitVersion = (): string => packageJson().version;

/** null where it is not there. */
function installedVersion(name: string): string | null {
  const file = path.join(PACKAGE, 'node_modules', name, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null;
}

/** What a run's outcome depends on, of the kit's files. */
const CODE = ['src', 'package.json', 'package-lock.json', 'requirements'];

/**
 * The kit's commit, with "+changes.<hash>" where its code differs from it, a hash of what differs; null outside a
 * repository of its own.
 * @param root of the kit.
 */
export function commit(root = PACKAGE): string | null {
  const top = git(root, 'rev-parse', '--show-toplevel');
  if (top === null || realpathSync(top) !== realpathSync(root)) return null;
  const head = git(root, 'rev-parse', 'HEAD');
  const added = git(root, 'ls-files', '--others', '--exclude-standard', '--', ...CODE)?.split('\n') ?? [];
  const files = added.filter((name) => name !== '').map((name) => [name, readFileSync(path.join(root, name), 'utf8')]);
  const changes = JSON.stringify([git(root, 'diff', 'HEAD', '--', ...CODE), files]);
  return head && changes !== UNCHANGED ? `${head}+changes.${nameFor(changes).slice(0, 8)}` : head;
}

const UNCHANGED = JSON.stringify(['', []]);

/** Whether two commits have the same code; of changes without a hash, which older results have, nobody knows. */
export function sameCode(a: string, b: string, root = PACKAGE): boolean {
  if (a === b) return !a.endsWith('+changes');
  if (a.includes('+') || b.includes('+')) return false;
  return git(root, 'diff', '--quiet', a, b, '--', ...CODE) !== null;
}

/** null where git fails: outside a repository, for a commit that is not in it, for a difference that is looked for. */
function git(cwd: string, ...words: string[]): string | null {
  try {
    return execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
