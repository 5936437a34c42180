import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { notebookTypes } from '../../scripts/notebookTypes';
import { benchmarkNames } from '../../src/benchmarks/registry';
import {
  benchmarkCells,
  kitNotebooks,
  templateProblems,
  writeBenchmarkNotebooks,
} from '../../src/notebook/benchmarkNotebook';
import { writeCells } from '../../src/notebook/notebookFile';
import { cellsOf, readTemplate, readWords, type TemplateCell } from '../../src/notebook/template';
import { TASKS } from '../../src/training/tasks';

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'rlel-template-'));
const write = (text: string): string => {
  const file = path.join(newFolder(), 'words.md');
  writeFileSync(file, text);
  return file;
};
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

test('each benchmark has a notebook, and all are what the template and their words give', () => {
  const kit = kitNotebooks();
  expect(kit.map(({ benchmark }) => benchmark)).toEqual(benchmarkNames());
  expect(templateProblems(kit)).toEqual([]);
});

test('a notebook that no longer fits: the cell, and what to do', () => {
  const [kit] = kitNotebooks();
  const file = path.join(newFolder(), '10-LFH1.ipynb');
  const problems = (change: (cells: { source: string[] }[]) => void) => {
    const notebook = read(kit.file);
    change(notebook.cells);
    writeFileSync(file, JSON.stringify(notebook));
    return templateProblems([{ ...kit, file }]);
  };
  expect(problems(() => {})).toEqual([]);
  const [code] = problems((cells) => cells[3].source.push('\n// mine'));
  expect(code).toMatch(
    /10-LFH1\.ipynb, cell 4 from the top \("await show\.gallery.*notebooks\/template\/10-LFH1\.md.*rlel notebook LFH1"/,
  );
  expect(problems((cells) => cells[0].source.splice(1))[0]).toContain('cell 1 from the top ("# LFH1');
  expect(problems((cells) => cells.pop())[0]).toContain('("## Exercises"): not what the template gives');
  expect(problems((cells) => cells.push(cells[0]))[0]).toContain('("# LFH1');
});

const cells = (...sources: string[]): TemplateCell[] =>
  sources.map((source) => ({ kind: source.startsWith('#') ? 'markdown' : 'code', source }));

test('cells with the same code keep their outputs, those with another lose them', () => {
  const file = path.join(newFolder(), 'n.ipynb');
  expect(writeCells(file, cells('# Title', 'one();', 'two();\nthree();', 'one();'))).toBe(3);
  const ran = read(file);
  ran.metadata.rlel = { sources: 'x' };
  for (const [i, cell] of ran.cells.entries()) {
    if (cell.cell_type !== 'code') continue;
    Object.assign(cell, { outputs: [{ output_type: 'stream', name: 'stdout', text: [`${i}`] }], execution_count: i });
    cell.metadata.tags = ['output'];
  }
  writeFileSync(file, JSON.stringify(ran));
  expect(writeCells(file, cells('# Another title', '# More', 'two();\nthree();', 'one();', 'four();', 'one();'))).toBe(
    1,
  );
  const after = read(file);
  const counts = after.cells.map(({ execution_count }: { execution_count?: number | null }) => execution_count);
  expect(counts).toEqual([undefined, undefined, 2, 1, null, 3]);
  expect(after.cells[2]).toMatchObject({
    source: ['two();\n', 'three();'],
    outputs: ran.cells[2].outputs,
    metadata: { tags: ['output'] },
  });
  expect(after.cells[4].outputs).toEqual([]);
  expect(after.metadata).toEqual(ran.metadata);
});

test('words fill places, and can hold code; what has no place or no words is named', () => {
  const template = readTemplate(write("# {{name}}\n\n{{text}}\n\n```ts\nrun('{{name}}');\n```\n\n{{after}}\n"));
  expect(template.places).toEqual(['name', 'text', 'after']);
  const words = readWords(write('# text\n\nSome `$1` text.\n\n## Part\n\n```ts\nfirst();\n```\n\n# after\n'), [
    'text',
    'after',
  ]);
  expect(cellsOf(template, { name: 'X', ...words })).toEqual([
    { kind: 'markdown', source: '# X\n\nSome `$1` text.\n\n## Part' },
    { kind: 'code', source: 'first();' },
    { kind: 'code', source: "run('X');" },
  ]);
  expect(() => cellsOf(template, { name: 'X' })).toThrow('no words for the template’s places text, after');
  expect(() => readWords(write('# text\n\n# other\n'), ['text'])).toThrow(
    /words\.md, line 3: the template has no place "other"\. Expected one of text/,
  );
  expect(() => readWords(write('# text\n# text\n'), ['text'])).toThrow(/line 2: "text" is there twice/);
  expect(() => readWords(write('\nhello\n# text\n'), ['text'])).toThrow(/line 2: text without a place/);
  expect(() => readWords('/nowhere.md', ['text'])).toThrow('/nowhere.md: cannot be read (ENOENT)');
});

test('a notebook of one’s own: any benchmark, one’s data, one’s words; it compiles', () => {
  const file = path.join(newFolder(), 'mine.ipynb');
  const words = write("# introduction\n\nRoads of \"my\" town.\n\n# benchmarks\n\n'PN', 'AE1'\n");
  const [line] = writeBenchmarkNotebooks('PN', { to: file, words, data: "/data/o'clock" });
  expect(line).toMatch(/mine\.ipynb: 14 cells have no outputs yet, run it/);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('Roads of \\"my\\" town.');
  expect(text).toContain("const folder: string | null = '/data/o\\\\'clock';");
  expect(text).toContain('Weigh the error by the histogram of the labels'); // the task's words
  expect(notebookTypes([file])).toEqual([]);
  for (const name of benchmarkNames()) {
    expect(benchmarkCells(name, { words: null, data: null, imports: [] }).length, name).toBeGreaterThan(20);
  }
}, 120_000);

test('each task has words, for benchmarks that have none of their own', () => {
  const tasks = path.resolve(__dirname, '../../notebooks/template/tasks');
  expect(readdirSync(tasks).sort()).toEqual(
    Object.keys(TASKS)
      .map((task) => `${task}.md`)
      .sort(),
  );
});

test('what cannot be written is named', () => {
  expect(() => writeBenchmarkNotebooks('nowhere', {})).toThrow('Unknown benchmark "nowhere"');
  expect(() => writeBenchmarkNotebooks(undefined, { data: 'x' })).toThrow('--to, --words and --data need a benchmark');
  expect(() => writeBenchmarkNotebooks('PN', { to: 'x.txt' })).toThrow('--to x.txt: expected a notebook');
});
