import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { drivingTwin } from '../../src/datasets/twins/drivingTwin';
import { writeTwinFolder } from '../../src/datasets/twins/folder';

const CLI = path.resolve(__dirname, '../../bin/rlel.cjs');
const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-cli-'));
const data = folder();
const environment = { ...process.env, RLEL_DATA: folder(), TF_NUM_INTRAOP_THREADS: '1' };
const rlel = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
    encoding: 'utf8',
    env: environment,
  });
  return { status, output: stdout + stderr };
};
const small = (...more: string[]) => [
  'run',
  '--benchmark',
  'PN',
  '--method',
  'lel',
  '--data',
  data,
  '--epochs',
  '2',
  ...more,
];

beforeAll(() => writeTwinFolder(drivingTwin, data, { train: 64, test: 16, scenes: 'wild', seed: 2 }, () => {}));

test('run, runs, show, verify', () => {
  const results = folder();
  const { status, output } = rlel(...small('--results', results));
  expect(status, output).toBe(0);
  expect(output).toMatch(/test MAE \d+\.\d+ degrees \(constant \d+\.\d+\)/);
  expect(output).toMatch(/\d+ of 80 samples: \d+ to train, \d+ to validate, \d+ to test/);
  expect(output).toMatch(/waited for data \d+\.\d %/);
  const [id] = readdirSync(path.join(results, 'runs'));
  expect(rlel('runs', '--results', results).output).toContain(id);
  const shown = rlel('show', id.slice(0, 5), '--results', results).output;
  expect(shown).toMatch(/epochs +2 +changed/);
  expect(shown).toMatch(/validation +\d/);
  expect(rlel('verify', id.slice(0, 5), '--results', results).output).toContain('agrees');
  const stored = path.join(results, 'runs', id, 'result.json');
  expect(rlel('show', id, '--json', '--results', results).output).toContain('"waitedForData": 0.');
  const { waitedForData, ...older } = JSON.parse(readFileSync(stored, 'utf8'));
  expect(waitedForData).toBeLessThan(1);
  writeFileSync(stored, JSON.stringify(older));
  const again = rlel(...small('--results', results));
  expect(again.status).toBe(0);
  expect(again.output).not.toContain('waited');
  const file = path.join(results, 'runs', id, 'predictions.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/test,,-?/, 'test,,9'));
  const verified = rlel('verify', id, '--results', results);
  expect([verified.status, verified.output]).toEqual([1, expect.stringContaining('does not agree')]);
});

test('--version, and examples in every command’s help', () => {
  const { version } = JSON.parse(readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8'));
  expect(rlel('--version').output).toBe(`${version}\n`);
  const commands = [...rlel('--help').output.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
  expect(commands).toEqual(expect.arrayContaining(['run', 'predict', 'compare', 'doctor']));
  for (const name of commands.filter((name) => !['help', 'data'].includes(name)))
    expect(rlel(name, '--help').output, name).toContain(`Examples:\n  $ npx rlel ${name}`);
});

test('completion: what a shell offers after words', () => {
  const offered = (words: readonly string[]): string[] => {
    const script = `${rlel('completion', 'bash').output}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _rlel; echo "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ');
  };
  expect(offered(['rlel', 'ru'])).toEqual(['run', 'runs']);
  expect(offered(['rlel', 'run', '--benchmark', 'FLD2'])).toEqual(['FLD2', 'FLD2_s']);
  expect(offered(['rlel', 'run', '--alp'])).toEqual(['--alpha']);
  expect(offered(['rlel', 'data', 'che'])).toEqual(['check']);
  expect(offered(['rlel', 'runs', 'merge', '--re'])).toEqual(['--results']);
  expect(offered(['rlel', 'run', '--form', ''])).toEqual(['paper', 'published-code']);
  expect(offered(['rlel', 'reproduce', '--benchmarks', 'PN,AE'])).toEqual(['PN,AE1', 'PN,AE2']);
  expect(offered(['rlel', 'data', 'check', '300'])).toEqual(['300w-lp', '300w']);
  // where a file or folder belongs the shell offers those
  expect(offered(['rlel', 'run', '--results', ''])).toEqual(['']);
  expect(offered(['rlel', 'data', 'check', '300w', ''])).toEqual(['']);
  expect(offered(['rlel', 'predict', '3f2a', ''])).toEqual(['']);
  expect(rlel('completion', 'fish').output).toContain(`complete -c rlel -n '__rlel_is "data check"' -a '300w'`);
  expect(rlel('completion', 'zsh').output).toContain('bashcompinit');
});

test.skipIf(process.platform !== 'linux')('open: a viewer may stay open; where none is, the file is named', () => {
  const [results, programs] = [folder(), folder()];
  const opener = path.join(programs, 'xdg-open');
  const page = path.join(results, 'report', 'index.html');
  mkdirSync(path.dirname(page));
  writeFileSync(page, '');
  const open = (script: string) => {
    writeFileSync(opener, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const env = { ...environment, PATH: `${programs}${path.delimiter}${process.env.PATH}` };
    const { stdout } = spawnSync(process.execPath, [CLI, 'open', '--results', results], { encoding: 'utf8', env });
    return stdout;
  };
  expect(open('exit 0')).toBe(`${page}\n`);
  expect(open(`while [ -e ${page} ]; do sleep 0.1; done`)).toBe(`${page}\n`);
  expect(open('exit 3')).toBe(`${page}\nThis machine has nothing that opens it: open it in a browser.\n`);
  rmSync(page);
});

test('list names benchmarks, methods, profiles and encodings; --settings names departures', () => {
  const { output } = rlel('list');
  const methods = ['direct', 'multiclass', 'sa', 'ae', 'bel', 'lel', 'rlel', 'control', 'fixed-ce', 'frozen'];
  for (const word of ['PN', ...methods, 'quick', 'B2JDJ', 'pilotnet']) expect(output).toContain(word);
  expect(rlel('list', '--settings', 'PN').output).toContain('departures');
});

describe('bad input: status 1, a message without a stack', () => {
  test.each([
    [['run', '--benchmark', 'PN', '--method', 'lel', '--alhpa', '1'], "unknown option '--alhpa'"],
    [['run', '--benhcmark', 'PN'], "unknown option '--benhcmark'\n(Did you mean --benchmark?)"],
    [['run', '--benchmark', 'PN'], 'Which method? Give --method with one of direct'],
    [['rnu'], "unknown command 'rnu'\n(Did you mean run?)"],
    [['runs', 'merge'], 'missing required argument \'folder\'\n"rlel runs merge --help" tells what there is.'],
    [['run', '--benchmark'], 'argument missing\n"rlel run --help" tells what there is.'],
    [['run', '--benchmark', 'XX', '--method', 'lel'], 'Unknown benchmark "XX"'],
    [['run', '--benchmark', 'pn', '--method', 'lel'], 'Did you mean PN?'],
    [['run', '--benchmark', 'PN', '--method', 'rlle'], 'Did you mean rlel?'],
    [['run', '--benchmark', 'PN', '--method', 'lel', '--profile', 'papper'], 'Did you mean paper?'],
    [['run', '--benchmark', 'PN', '--method', 'lel', '--network', 'pilotnett'], 'Did you mean pilotnet?'],
    [['plan', 'quik'], 'Did you mean quick?'],
    [['reproduce', '--benchmarks', 'FDL1'], 'Did you mean FLD1?'],
    [['runs', '--where', 'mehtod=lel'], 'Did you mean method?'],
    [['list', '--settings', 'AE3'], 'Did you mean AE1 or AE2?'],
    [['predict', 'ffff', 'nowhere.jpg'], '0 such runs'],
    [['predict', 'ffff', 'nowhere.jpg', '--crop', '1,2'], '--crop 1,2: expected LEFT,TOP,SIDE'],
    [['compare', 'ffff', 'eeee'], '0 such runs'],
    [['open', '--results', '/nowhere'], '/nowhere/report/index.html: not there. "rlel report" writes it'],
    [['run', '--benchmark', 'PN', '--method', 'magic'], 'Unknown method "magic"'],
    [['run', '--benchmark', 'PN', '--method', 'rlel', '--alpha', '-1'], 'alpha: '],
    [['run', '--benchmark', 'PN', '--method', 'rlel', '--seed', 'x'], '--seed x: expected an integer'],
    [['run', '--benchmark', 'PN', '--method', 'lel', '--alpha', '5'], 'alpha (--alpha) has no effect on method lel'],
    [['run', '--benchmark', 'PN', '--method', 'rlel', '--range=-1,,1'], '--range "-1,,1": item 2 of 3 is empty'],
    [small('--milestones', '3,,5'), '--milestones "3,,5"'],
    [small('--train-list', '/nowhere', '--train-fraction', '0.5'), 'trainFraction has no effect'],
    [['sweep', 'quick', '--tasks', '3'], '--tasks has no effect without --slurm'],
    [['sweep', 'quick', '--slurm', '--jobs', '1', '--no-wait'], '--jobs, --no-wait have no effect'],
    [['plan', '--json'], '--json has no effect without a plan'],
    [['runs', '--results', '/nowhere', 'verify'], '--results has no effect before "verify"'],
    [small('--range', '-5,5'), 'outside the label range'],
    [['run', '--benchmark', 'PN', '--method', 'lel', '--data', '/nowhere'], '/nowhere: not a folder'],
    [['show', 'ffff'], '0 such runs'],
    [['reproduce', '--jobs', '0'], '--jobs 0'],
    [['twin', 'XX'], 'Unknown benchmark'],
    [['reproduce', '--benchmarks', 'XX'], '--benchmarks XX: expected one of LFH1, LFH2'],
    [['reproduce', '--seeds', 'a'], '--seeds a'],
    [['reproduce', '--seeds', '1,,2'], '--seeds "1,,2": item 2 of 3 is empty'],
    [['reproduce', '--benchmarks', 'PN,'], 'item 2 of 2 is empty'],
    [['data', 'check', 'cofw', '/nowhere'], '/nowhere: not a folder'],
    [['data', 'check', 'lfw', '/'], 'Unknown data set "lfw"'],
    [small('--weights', '/nowhere.safetensors'), 'not there'],
    [small('--oddities', 'magic'), 'oddities.0: Invalid option: expected one of "test-augmentation"'],
    [['run', '--benchmark', 'FLD2', '--method', 'lel', '--data', data], '300w:'],
  ])('%j', (words, message) => {
    const { status, output } = rlel(...words);
    expect(output).toContain(message);
    expect(status).toBe(1);
    expect(output).not.toContain('    at ');
  });
});

test('a results folder that is a file, or lies below one: every command says so, before any work', () => {
  const file = path.join(folder(), 'file');
  writeFileSync(file, '');
  const twins = path.join(environment.RLEL_DATA, 'twins');
  const commands = [
    ['run', '--benchmark', 'PN', '--method', 'lel'],
    ['reproduce', '--benchmarks', 'PN'],
    ['sweep', 'quick'],
    ['plan', 'quick'],
    ['runs'],
    ['runs', 'verify'],
    ['watch'],
    ['show', 'ab'],
    ['report'],
    ['claims'],
  ];
  for (const words of commands) {
    const { status, output } = rlel(...words, '--results', file);
    expect(output, words.join(' ')).toBe(
      `rlel: ${file}: not a folder. Give another results folder (--results; in notebooks RLEL_RESULTS).\n`,
    );
    expect(status).toBe(1);
  }
  const below = rlel('runs', '--results', path.join(file, 'x'));
  expect(below.output).toContain('a part of this path is a file');
  expect(existsSync(twins)).toBe(false);
});

test('memory that does not suffice is said without a stack', () => {
  const { status, output } = rlel(...small('--levels', '100000', '--results', folder()));
  expect(output).toContain('too little memory');
  expect(output).not.toContain('    at ');
  expect(status).toBe(1);
});

test('a stored result of other code is said so; --fresh makes it again', () => {
  const results = folder();
  const words = small('--results', results, '--epochs', '1');
  expect(rlel(...words).output).not.toContain('From the store');
  const [id] = readdirSync(path.join(results, 'runs'));
  const stored = path.join(results, 'runs', id, 'result.json');
  const result = JSON.parse(readFileSync(stored, 'utf8'));
  writeFileSync(stored, JSON.stringify({ ...result, commit: 'f'.repeat(40) }));
  expect(rlel(...words).output).toMatch(
    /From the store\. The run was made by commit fffffff; .*--fresh makes it again/,
  );
  expect(rlel(...words, '--fresh').output).not.toContain('From the store');
  expect(JSON.parse(readFileSync(stored, 'utf8')).commit).toBe(result.commit);
  expect(readdirSync(path.join(results, 'set-aside'))).toEqual([id]);
});

test('RLEL_READERS: a bad value is refused before anything starts, and named by doctor', () => {
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [CLI, ...words], { encoding: 'utf8', env: { ...environment, RLEL_READERS: 'many' } });
  for (const words of [small('--results', folder()), ['reproduce', '--results', folder()], ['doctor']]) {
    const { status, stderr } = run(...words);
    expect(stderr).toContain('RLEL_READERS=many: expected a number of reader threads');
    expect(status).toBe(1);
  }
});

test('labels of which 0 is not straight ahead cannot be mirrored: said before training', () => {
  const turned = folder();
  cpSync(data, turned, { recursive: true });
  const labels = path.join(turned, 'data.txt');
  writeFileSync(labels, readFileSync(labels, 'utf8').replace(/ -/g, ' '));
  const words = ['run', '--benchmark', 'PN', '--method', 'lel', '--data', turned, '--range', '0,100', '--epochs', '1'];
  const results = ['--results', folder()];
  expect(rlel(...words, ...results)).toMatchObject({
    status: 1,
    output: expect.stringContaining('--augmentation none'),
  });
  expect(rlel(...words, '--augmentation', 'none', ...results).status).toBe(0);
});

test('Ctrl-C saves, says how to go on, and the same command finishes', async () => {
  const results = folder();
  const words = small('--results', results, '--epochs', '200');
  const child = spawn(process.execPath, [CLI, ...words], { env: environment });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const runs = path.join(results, 'runs');
  const checkpoint = () =>
    existsSync(runs) && readdirSync(runs).some((id) => existsSync(path.join(runs, id, 'checkpoints-lel')));
  while (!checkpoint()) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect(output).toContain('The same command continues');
  expect(status).toBe(130);
  const [id] = readdirSync(runs);
  expect(existsSync(path.join(runs, id, 'result.json'))).toBe(false);
  expect(readdirSync(path.join(runs, id)).filter((name) => name.startsWith('claim'))).toEqual([]);
});

const canMount =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

test.skipIf(!canMount)('a full disk: a clear error, nothing that looks whole', () => {
  const results = folder();
  const command = `mount -t tmpfs -o size=200k none ${results} && ${process.execPath} ${CLI} ${small('--results', results).join(' ')}; echo status $?; find ${results} -type f`;
  const output = execFileSync('unshare', ['-m', 'bash', '-c', `${command} 2>&1`], {
    encoding: 'utf8',
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(output).toContain('status 1');
  expect(output).not.toMatch(/result\.json|\.tmp-|claim/);
});
