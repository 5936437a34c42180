import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** A command's stand-in: a shell script of this text. */
export type StandIns = Readonly<Record<string, string>>;

/** Makes `standIns` in a folder, which is to come first in PATH. */
export function standInFolder(standIns: StandIns): string {
  const bin = mkdtempSync(path.join(tmpdir(), 'rlel-bin-'));
  for (const [name, body] of Object.entries(standIns)) writeExecutable(path.join(bin, name), body);
  return bin;
}

function writeExecutable(file: string, body: string): void {
  writeFileSync(file, `#!/bin/bash\n${body}\n`);
  chmodSync(file, 0o755);
}

/** Python and the compiler, which leave what set-up expects of them, or fail as the variables say. */
const COMMANDS: StandIns = {
  python3: `
    [ -z "$PYTHONPATH$PYTHONHOME$JUPYTER_PATH" ] || { echo 'error: settings of the user'; exit 1; }
    case "$*" in
      *'print(sys.version'*) echo '3.11.2 (stand-in)' ;;
      *'-m venv'*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
      *pip.py*)
        mkdir -p .venv/lib/python3.11/site-packages/tensorflow
        touch .venv/bin/jupyter-lab .venv/lib/python3.11/site-packages/tensorflow/libtensorflow_cc.so.2 ;;
      *sysconfig*) echo "$PWD/.venv/lib/python3.11/site-packages" ;;
    esac`,
  'g++': `
    if [ -n "$COMPILER_ERROR" ]; then echo "$COMPILER_ERROR" >&2; exit 1; fi
    while [ "$1" != -o ]; do shift; done
    touch "$2"`,
};

/** The packages of the project: TypeScript is the real one, the addon has a source and nothing else. */
const PACKAGES = {
  typescript: { 'bin/tsc': `require(${JSON.stringify(path.join(ROOT, 'node_modules/typescript/bin/tsc'))});` },
  '@tensorflow/tfjs-node-gpu': { 'binding/addon.cc': '' },
};

const SOURCES = {
  'cli.ts': "export const main = (words: string[]) => setTimeout(() => console.log(1), words[2] === 'wait' ? 6e5 : 0);",
  'index.ts': 'export {};',
  'engine/dup2.cc': '',
  'engine/tensorflow.ts': 'export const tf = { scalar: (value: number) => ({ dataSync: () => value }) };',
};

/**
 * A small project with the kit's own set-up, in a folder whose name has a space. npm is the real one and installs from
 * archives beside, so that nothing is downloaded.
 */
export class SetupProject {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'rlel set-up ')));
  private readonly bin = standInFolder(COMMANDS);

  constructor() {
    for (const name of ['scripts', 'requirements', 'bin'])
      cpSync(path.join(ROOT, name), this.file(name), { recursive: true });
    const packages = Object.entries(PACKAGES).map(([name, files]) => this.pack(name, files));
    const devDependencies = Object.fromEntries(packages.map(({ name, archive }) => [name, archive]));
    this.write('package.json', JSON.stringify({ name: 'rlel', version: '0.1.0', devDependencies }));
    const installed = packages.map(({ name, archive }) => [
      `node_modules/${name}`,
      { version: '1.0.0', resolved: archive, dev: true },
    ]);
    const lock = {
      name: 'rlel',
      version: '0.1.0',
      lockfileVersion: 3,
      packages: { '': { name: 'rlel', version: '0.1.0', devDependencies }, ...Object.fromEntries(installed) },
    };
    this.write('package-lock.json', JSON.stringify(lock));
    const options = { target: 'ES2022', module: 'node16', strict: true, types: [], rootDir: 'src', outDir: 'dist' };
    this.write('tsconfig.json', '{}');
    this.write('tsconfig.build.json', JSON.stringify({ compilerOptions: options, include: ['src'] }));
    for (const [name, text] of Object.entries(SOURCES)) this.write(`src/${name}`, text);
  }

  file(name: string): string {
    return path.join(this.root, name);
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), text);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  /** Runs set-up from `folder`, to its end. */
  setup(variables: Record<string, string> = {}, standIns: StandIns = {}, folder = this.root) {
    const { status, stdout, stderr } = spawnSync(path.join(folder, 'scripts/setup.sh'), {
      encoding: 'utf8',
      env: this.environment(variables, standIns),
    });
    return { status, text: stdout + stderr };
  }

  /** Begins a set-up. */
  begin(standIns: StandIns) {
    return spawn(this.file('scripts/setup.sh'), { env: this.environment({}, standIns) });
  }

  private environment(variables: Record<string, string>, standIns: StandIns) {
    return { ...process.env, ...variables, PATH: `${standInFolder(standIns)}:${this.bin}:${process.env.PATH}` };
  }

  private pack(name: string, files: Record<string, string>): { name: string; archive: string } {
    const folder = `archives/${name}`;
    this.write(`${folder}/package/package.json`, JSON.stringify({ name, version: '1.0.0' }));
    for (const [file, text] of Object.entries(files)) this.write(`${folder}/package/${file}`, text);
    execFileSync('tar', ['-czf', 'archive.tgz', 'package'], { cwd: this.file(folder) });
    return { name, archive: `file:${folder}/archive.tgz` };
  }
}
