import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { KIT_SETTINGS } from '../support/kitSettings';
import { notebookFile } from './notebookFile';
import { newFolder, ROOT, runNotebooks, withKernel } from './runNotebooks';

const LONG = 300_000;
const kernel = withKernel(path.join(ROOT, 'scripts/kernel.cjs'));

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
  readonly evalue?: string;
}

const outputs = (file: string): Output[][] =>
  JSON.parse(readFileSync(file, 'utf8')).cells.map((cell: { outputs: Output[] }) => cell.outputs);
const textOf = (shown: readonly Output[], stream: string): string =>
  shown
    .filter(({ name }) => name === stream)
    .flatMap(({ text = [] }) => text)
    .join('');

test(
  'what a cell shows arrives whole and in order: lines, tables, halves of characters',
  () => {
    const file = notebookFile(newFolder(), 'many', [
      [
        "import { show } from 'rlel';",
        "for (let i = 0; i < 2000; i++) console.log('line', i);",
        'show.table([{ after: 1 }]);',
        "console.error('warned');",
      ].join('\n'),
      'for (let i = 0; i < 2000; i++) show.markdown(String(i));',
      "console.log('\\ud83d\\ude00 \\ud800 \\\\ud800');\nshow.markdown('\\udc00');",
    ]);
    expect(runNotebooks([file], kernel)).toMatchObject({ status: 0, stderr: '' });
    const [lines, tables, halves] = outputs(file);
    expect(textOf(lines, 'stdout')).toBe(Array.from({ length: 2000 }, (_, i) => `line ${i}\n`).join(''));
    expect(lines.length).toBeLessThan(100);
    expect(lines.slice(-2)).toMatchObject([{ data: { 'text/plain': ['after\n', '1'] } }, { text: ['warned\n'] }]);
    expect(tables.map(({ data }) => data?.['text/plain'])).toEqual(Array.from({ length: 2000 }, (_, i) => [String(i)]));
    expect(textOf(halves, 'stdout')).toBe('\u{1f600} \ufffd \\ud800\n');
    expect(halves[1].data).toMatchObject({ 'text/markdown': ['\ufffd'] });
  },
  LONG,
);

test(
  'text that is too long ends with a word, and hides neither what is shown after it nor the error',
  () => {
    const file = notebookFile(newFolder(), 'long', [
      [
        "import { show } from 'rlel';",
        "for (let i = 0; i < 30_000; i++) console.log('x'.repeat(99));",
        'show.table([{ after: 1 }]);',
        "console.error('warned');",
        "throw new Error('failed \\ud800');",
      ].join('\n'),
    ]);
    const { status, stderr } = runNotebooks([file], kernel);
    expect(status).toBe(1);
    expect(stderr).toContain('long, cell 1: Error: failed \ufffd');
    const [shown] = outputs(file.replace('.ipynb', '.failed.ipynb'));
    const text = textOf(shown, 'stdout');
    expect(text.slice(0, 1_000_000)).toBe(`${'x'.repeat(99)}\n`.repeat(10_000));
    expect(text.slice(1_000_000)).toMatch(
      /^\n… the rest is left out: a cell can write 1,000,000 characters to stdout\./,
    );
    expect(shown.slice(-3)).toMatchObject([
      { data: { 'text/plain': ['after\n', '1'] } },
      { text: ['warned\n'] },
      { output_type: 'error', evalue: 'failed \ufffd' },
    ]);
  },
  LONG,
);

test(
  'half a character in a cell is told',
  () => {
    const file = notebookFile(newFolder(), 'half', ["console.log('\ud800');"]);
    expect(runNotebooks([file], kernel)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('half, cell 1: half a character, U+D800'),
    });
  },
  LONG,
);

test(
  'danfojs before rlel: TensorFlow starts with the kit’s settings, and its lines are not shown',
  () => {
    const native = path.join(ROOT, 'dist/engine');
    const file = notebookFile(newFolder(), 'danfo', [
      "import * as dfd from 'danfojs-node';\nconsole.log(new dfd.Series([1, 2]).mean());",
      [
        `const { tensorflowStart } = await import('${native}/environment.js');`,
        'console.log(JSON.stringify(tensorflowStart()));',
      ].join('\n'),
    ]);
    const { status, stderr } = runNotebooks([file], kernel);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [mean, start] = outputs(file);
    expect(textOf(mean, 'stdout')).toBe('1.5\n');
    expect(JSON.parse(textOf(start, 'stdout'))).toMatchObject({
      problem: null,
      variables: KIT_SETTINGS,
    });
  },
  LONG,
);
