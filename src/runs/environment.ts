import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, hostname } from 'node:os';
import path from 'node:path';
import { hasOneDnn, isGpu, tensorflowVersion } from '../engine/native';
import { readerThreads } from '../training/batches/readerThreads';

const PACKAGE = path.resolve(__dirname, '../..');

/** Where and on what a run is done; written before it starts. */
export function environment(dataFolder: string): Record<string, unknown> {
  const { version, dependencies } = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  return {
    startedAt: new Date().toISOString(),
    rlel: version,
    commit: commit(),
    node: process.version,
    tensorflow: tensorflowVersion(),
    packages: Object.fromEntries(Object.keys(dependencies).map((name) => [name, installedVersion(name)])),
    device: isGpu() ? 'gpu' : 'cpu',
    host: hostname(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    threads: process.env.TF_NUM_INTRAOP_THREADS ?? 'all cores',
    readerThreads: readerThreads(),
    oneDnn: hasOneDnn(),
    keepsFreedMemory: process.env.TF_CPU_ALLOCATOR_USE_BFC === '1',
    dataFolder: path.resolve(dataFolder),
  };
}

/** null where it is not there. */
function installedVersion(name: string): string | null {
  const file = path.join(PACKAGE, 'node_modules', name, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null;
}

/** The kit's commit, with "+changes" where files differ from it; null outside a repository. */
export function commit(): string | null {
  const head = git('rev-parse', 'HEAD');
  return head && git('status', '--porcelain') !== '' ? `${head}+changes` : head;
}

/** null outside a repository. */
function git(...words: string[]): string | null {
  try {
    return execFileSync('git', words, { cwd: PACKAGE, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
