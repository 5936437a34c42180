import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { notebookTypes } from '../../scripts/notebookTypes';

const ROOT = path.resolve(__dirname, '../..');
const CLI = path.join(ROOT, 'bin/rlel.cjs');
/** Outside of the repository, as a user's is. */
const folder = mkdtempSync(path.join(tmpdir(), 'rlel-extending-'));
const dials = path.join(folder, 'DIALS');
const results = path.join(folder, 'results');

function rlel(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, RLEL_DATA: path.join(folder, 'data') },
  });
  return { status, output: stdout + stderr };
}

/** The files of docs/extending.md. */
function writeSnippets(): string[] {
  const text = readFileSync(path.join(ROOT, 'docs/extending.md'), 'utf8');
  const blocks = [...text.matchAll(/```(?:ts|json)\n\/\/ (\S+)\n(.*?)```/gs)];
  for (const [, name, code] of blocks) writeFileSync(path.join(folder, name), code);
  return blocks.map(([, name]) => name);
}

/** A bright column whose place is the reading. */
async function writeDials(): Promise<void> {
  mkdirSync(dials);
  const rows = ['image,reading,part'];
  for (let i = 0; i < 72; i++) {
    const reading = (i * 7) % 11;
    const pixels = Buffer.alloc(48 * 48 * 3, 30);
    for (let y = 0; y < 48; y++)
      for (let x = 0; x < 4; x++) pixels.fill(220, 3 * (48 * y + 4 * reading + x), 3 * (48 * y + 4 * reading + x + 1));
    await sharp(pixels, { raw: { width: 48, height: 48, channels: 3 } })
      .png()
      .toFile(path.join(dials, `${i}.png`));
    rows.push(`${i}.png,${reading},${i % 4 === 3 ? 'test' : 'train'}`);
  }
  writeFileSync(path.join(dials, 'readings.csv'), `${rows.join('\n')}\n`);
}

const runsIn = (store: string) =>
  readdirSync(path.join(store, 'runs')).map((id) => {
    const json = (name: string) => JSON.parse(readFileSync(path.join(store, 'runs', id, name), 'utf8'));
    return { id, config: json('config.json'), environment: json('environment.json'), result: json('result.json') };
  });

const imports = (...names: string[]): string[] => names.flatMap((name) => ['--import', path.join(folder, name)]);

let names: string[];

beforeAll(async () => {
  names = writeSnippets();
  await writeDials();
});

describe('the files of docs/extending.md', () => {
  test('are there, and each is loaded', () => {
    expect(names).toEqual([
      ...['gray.ts', 'small-codes.ts', 'huber.ts', 'tiny.ts', 'dials.ts', 'gray-is-worse.ts', 'plan.json'],
    ]);
    const files = names.filter((name) => name.endsWith('.ts'));
    const { status, output } = rlel(...imports(...files), 'list');
    expect(output).toMatch(/gray.*\(bel, fixed-ce\)/);
    for (const word of ['huber', 'tiny', 'DIAL']) expect(output).toContain(word);
    expect(status).toBe(0);
    const { output: help } = rlel(...imports(...files), 'run', '--help');
    expect(help).toMatch(/--gamma <number> +weight of small-codes/);
    expect(help).toMatch(/--delta <number> +where the loss becomes linear/);
  });

  test('a method and a network of one’s own train, and their settings are in the record', () => {
    const store = path.join(folder, 'own');
    const words = ['run', '--benchmark', 'DIAL', '--data', dials, '--epochs', '1', '--results', store];
    const huber = rlel(
      ...imports('dials.ts', 'huber.ts', 'tiny.ts'),
      ...words,
      '--method',
      'huber',
      '--delta',
      '3',
      '--network',
      'tiny',
    );
    expect(huber.output).toContain('DIAL huber');
    expect(huber.status).toBe(0);
    const [{ config, environment }] = runsIn(store);
    expect(config).toMatchObject({ method: 'huber', options: { delta: 3 }, network: { name: 'tiny' } });
    expect(config.changes).toEqual({ network: 'tiny', epochs: 1, delta: 3 });
    const sha256 = createHash('sha256')
      .update(readFileSync(path.join(folder, 'huber.ts')))
      .digest('hex');
    expect(environment.imports).toContainEqual({ file: path.join(folder, 'huber.ts'), sha256 });
  });

  test('a plan imports them for every process; report, claims and runs take what is not the paper’s', () => {
    expect(rlel(...imports('dials.ts'), 'data', 'check', 'dials', dials).output).toContain('54 to train');
    const swept = rlel('sweep', 'plan.json', '--results', results, '--jobs', '2');
    expect(swept.output).toContain('mine: 6 of 6 runs are done');
    const runs = runsIn(results);
    expect(runs.map(({ config }) => config.method).sort()).toEqual(['bel', 'direct', 'direct', 'rlel', 'rlel', 'rlel']);
    expect(runs.find(({ config }) => config.method === 'bel')?.result.chosen).toMatch(/^gray(-ce)?$/);
    expect(runs.filter(({ config }) => config.options.gamma === 0.01)).toHaveLength(1);
    const own = imports('dials.ts', 'gray-is-worse.ts', 'small-codes.ts');
    const claims = rlel(...own, 'claims', '--results', results);
    expect(claims.output).toContain('rlel-below-direct-on-dials');
    const report = rlel(...own, 'report', '--results', results);
    expect(report.status).toBe(0);
    const page = readFileSync(path.join(results, 'report/index.html'), 'utf8');
    expect(page).toContain('RLEL on dials, seed by seed');
    expect(page).toContain('RLEL on dials, by the weight of small codes');
    expect(page).toContain('DIAL');
    const notebook = rlel(...own, 'notebook', 'DIAL', '--data', dials);
    expect(notebook.output).toContain('DIAL.ipynb: 14 cells have no outputs yet, run it');
    const file = path.join(folder, 'DIAL.ipynb');
    expect(readFileSync(file, 'utf8')).toContain(`await importFile('${path.join(folder, 'dials.ts')}');`);
    expect(notebookTypes([file])).toEqual([]);
    expect(runs.map(({ result }) => result.unit)).toEqual(Array(6).fill('bar'));
    // without the file that registers the benchmark its runs are left out, named, and left alone
    for (const words of [['report'], ['claims'], ['runs', 'verify']]) {
      const without = rlel(...words, '--results', results);
      expect(without.output).toContain('Unknown benchmark "DIAL"');
    }
    expect(rlel('runs', '--results', results).output).toContain('--import the file of its benchmark');
    expect(rlel(...own, 'runs', 'verify', '--results', results).output).toContain('6 runs: files, configurations');
  }, 300_000);
});

test.each([
  ['a file that is not there', ['--import', '/nowhere.ts', 'list'], '/nowhere.ts: not a file'],
  ['data, which is no program', ['--import', path.join(ROOT, 'package.json'), 'list'], 'expected a program'],
  ['no file', ['list', '--import'], '--import: expected a file'],
  ['a plan that lacks its imports', ['plan', path.join(folder, 'lacking.json')], 'no "DIAL": expected of LFH1'],
])('%s', (_, words, message) => {
  const source = { name: 'a', groups: [{ why: 'b', benchmarks: ['DIAL'], methods: ['rlel'], seeds: [1] }] };
  writeFileSync(path.join(folder, 'lacking.json'), JSON.stringify(source));
  const { status, output } = rlel(...words);
  expect(output).toContain(message);
  expect(status).toBe(1);
});

test('a file that fails is named, and what it says', () => {
  writeFileSync(path.join(folder, 'broken.ts'), "throw new Error('of my own');");
  expect(rlel(...imports('broken.ts'), 'list').output).toContain(
    `${path.join(folder, 'broken.ts')}: cannot be loaded (of my own)`,
  );
  writeFileSync(
    path.join(folder, 'taken.ts'),
    "import { registerCode } from 'rlel'; registerCode({ name: 'U', build: () => null as never });",
  );
  expect(rlel(...imports('taken.ts'), 'list').output).toContain('The code "U" is there already');
});
