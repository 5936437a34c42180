import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { notebookFile } from './notebookFile';
import { newFolder, ROOT, runNotebooks, withKernel } from './runNotebooks';

const LONG = 300_000;

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

test(
  'a notebook in any folder finds the package; its outputs, and what they are outputs of, are written',
  () => {
    const folder = newFolder();
    const file = notebookFile(folder, 'good', [
      "import { belCode, show } from 'rlel';",
      "show.table([{ bits: belCode('U', 8).width }]);\nawait show.encoding({ U: belCode('U', 8) });",
      "const late: number = await new Promise((resolve) => setTimeout(() => resolve(7), 20));\nconsole.log('late', late);",
    ]);
    expect(runNotebooks(['--check', file])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('good, its outputs'),
    });
    expect(runNotebooks([file])).toMatchObject({ status: 0, stdout: expect.stringContaining('1 of 1 notebooks ran') });
    const { cells } = read(file);
    expect(cells.map((cell: { execution_count: number }) => cell.execution_count)).toEqual([1, 2, 3]);
    expect(cells[1].outputs[1].data['application/vnd.plotly.v1+json'].data[0].type).toBe('heatmap');
    expect(cells[2].outputs[0].text.join('')).toBe('late 7\n');
    expect(readdirSync(folder)).toEqual(['good.ipynb']);

    expect(runNotebooks(['--check', file]).status).toBe(0);
    writeFileSync(file, readFileSync(file, 'utf8').replace("console.log('late'", "console.log('later'"));
    const { status, stderr } = runNotebooks(['--check', file]);
    expect(status).toBe(1);
    expect(stderr).toContain('good, its outputs are of other cells than it has now');
  },
  LONG,
);

test(
  'to another folder: links lead where they led, and what has not changed is left out',
  () => {
    const [folder, to] = [newFolder(), path.join(newFolder(), 'results', 'notebooks')];
    const results = path.join(folder, 'results');
    const file = notebookFile(folder, 'linked', ["console.log('here');"]);
    const written = read(file);
    const links = '[a](other.ipynb) [b](../src/x.ts#L3) ![c](pictures/p.svg) [d](https://example.org/e)';
    written.cells.unshift({ cell_type: 'markdown', id: 'links', metadata: {}, source: links });
    writeFileSync(file, JSON.stringify(written));
    const call = () => runNotebooks(['--to', to, '--changed', file], { RLEL_RESULTS: results });

    expect(call().stdout).toContain('1 of 1 notebooks ran');
    const source = read(path.join(to, 'linked.ipynb')).cells[0].source.join('');
    const [, other, code, picture, web] =
      /^\[a\]\((.*)\) \[b\]\((.*)\) !\[c\]\((.*)\) \[d\]\((.*)\)$/.exec(source) ?? [];
    expect([other, web]).toEqual(['other.ipynb', 'https://example.org/e']);
    expect(path.resolve(to, code)).toBe(path.resolve(folder, '../src/x.ts#L3'));
    expect(path.resolve(to, picture)).toBe(path.join(folder, 'pictures/p.svg'));
    expect(read(file)).toEqual(written);

    expect(call().stdout).toBe('1 notebooks are left as they are: nothing that they show has changed\n');
    mkdirSync(path.join(results, 'runs', 'one'), { recursive: true });
    writeFileSync(path.join(results, 'runs', 'one', 'result.json'), '{}');
    expect(call().stdout).toContain('1 of 1 notebooks ran');
  },
  LONG,
);

test(
  'every way to fail is told with notebook, cell and message, and what was shown so far is kept',
  () => {
    const folder = newFolder();
    const start = "console.log('begun');";
    const failing: Record<string, [string[], string]> = {
      thrown: [["throw new TypeError('a bug');"], 'thrown, cell 2: TypeError: a bug'],
      advice: [
        ["import { loadOrTrain } from 'rlel';\nawait loadOrTrain({ benchmark: 'XX', method: 'rlel' });"],
        'advice, cell 2: RlelError: Unknown benchmark "XX"',
      ],
      type: [['const n: number = start;', ''], 'type, cell 2: Error: 1:19 - Cannot find name'],
      timer: [
        ["setTimeout(() => { throw new Error('too late'); }, 5);"],
        'timer, cell 2, or work that it started: Error: too late',
      ],
      rejected: [
        ["void Promise.reject(new Error('not awaited'));"],
        'rejected, cell 2, or work that it started: Error: not awaited',
      ],
      figure: [
        ["import { show } from 'rlel';\nawait show.figure('Needs runs.');"],
        'figure, cell 2: 0 figures, its source shows 1\n    *No figure.* Needs runs.',
      ],
      silent: [["if (process.pid < 0) console.log('never');"], 'silent, cell 2: shows nothing'],
    };
    const files = Object.entries(failing).map(([name, [cells]]) => notebookFile(folder, name, [start, ...cells]));
    const { status, stderr, stdout } = runNotebooks(files);
    expect(status).toBe(1);
    for (const [, message] of Object.values(failing)) expect(stderr).toContain(message);
    expect(stdout).toContain(`0 of ${files.length} notebooks ran`);
    for (const name of Object.keys(failing)) {
      expect(read(path.join(folder, `${name}.failed.ipynb`)).cells[0].outputs[0].text.join('')).toBe('begun\n');
      expect(read(path.join(folder, `${name}.ipynb`)).cells[0].outputs).toEqual([]);
    }
    const error = read(path.join(folder, 'advice.failed.ipynb')).cells[1].outputs.at(-1);
    expect(error).toMatchObject({ output_type: 'error', ename: 'RlelError' });
    expect(error.traceback.join('')).not.toContain('\n    at ');
  },
  LONG,
);

test(
  'a figure may lack runs where its cell says so, but not in outputs to commit',
  () => {
    const cells = ["import { show } from 'rlel';\nawait show.figure('Needs runs.');"];
    const file = notebookFile(newFolder(), 'lacking', cells, { metadata: { tags: ['needs-runs'] } });
    expect(runNotebooks([file]).status).toBe(0);
    const { status, stderr } = runNotebooks(['--check', file]);
    expect(status).toBe(1);
    expect(stderr).toContain('lacking, cell 1: 0 figures, its source shows 1\n    *No figure.* Needs runs.');
  },
  LONG,
);

test(
  'an interrupt ends the kernel and is told; nothing is written',
  async () => {
    const folder = newFolder();
    const mark = path.join(folder, 'begun');
    const file = notebookFile(folder, 'endless', [
      `(await import('node:fs')).writeFileSync('${mark}', String(process.pid));`,
      'await new Promise((resolve) => setTimeout(resolve, 600_000));',
    ]);
    const runner = spawn(path.join(ROOT, '.venv/bin/python'), [path.join(ROOT, 'scripts/run-notebooks.py'), file]);
    let told = '';
    runner.stderr.on('data', (chunk) => {
      told += chunk;
    });
    const status = new Promise((resolve) => runner.once('exit', resolve));
    await expect.poll(() => existsSync(mark), { timeout: LONG }).toBe(true);
    runner.kill('SIGINT');
    expect(await status).toBe(130);
    expect(told).toContain('interrupted: notebooks that were done are written');
    expect(() => process.kill(Number(readFileSync(mark, 'utf8')), 0)).toThrow('ESRCH');
    expect(readdirSync(folder).sort()).toEqual(['begun', 'endless.ipynb']);
  },
  LONG,
);

test(
  'a name that is not there, and a cell that takes too long',
  () => {
    expect(runNotebooks(['no-such']).stderr).toMatch(/no-such\.ipynb: not there\. Expected .*00-start-here/);
    const file = notebookFile(newFolder(), 'slow', ['await new Promise((resolve) => setTimeout(resolve, 60_000));']);
    expect(runNotebooks(['--timeout', '2', file]).stderr).toContain('slow, cell 1: not done after 2 s');
    expect(existsSync(file.replace('.ipynb', '.failed.ipynb'))).toBe(true);
  },
  LONG,
);

test(
  'a project that is not set up says so in the cell, or by the kernel that does not start',
  () => {
    const root = newFolder();
    const launcher = path.join(root, 'scripts/kernel.cjs');
    mkdirSync(path.dirname(launcher));
    for (const name of ['kernel.cjs', 'kernelMessages.cjs'])
      copyFileSync(path.join(ROOT, 'scripts', name), path.join(root, 'scripts', name));
    const file = notebookFile(root, 'early', ["import { show } from 'rlel';"]);
    const env = withKernel(launcher);

    const { stderr } = runNotebooks([file], env);
    expect(stderr).toContain(
      `node_modules/tslab is missing, and with it the notebooks' kernel. Run \`make setup\` in ${root}`,
    );
    expect(stderr).toContain('early, its kernel does not start');

    mkdirSync(path.join(root, 'node_modules'));
    symlinkSync(path.join(ROOT, 'node_modules/tslab'), path.join(root, 'node_modules/tslab'));
    expect(runNotebooks([file], env).stderr).toContain(
      `early, cell 1: Error: The package rlel is not built. Run \`make setup\` in ${root}, then restart the kernel.`,
    );
  },
  LONG,
);
