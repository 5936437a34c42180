import { readdirSync } from 'node:fs';
import path from 'node:path';
import { benchmarkNamed } from '../benchmarks/registry';
import { RlelError } from '../errors';
import { loadedImports } from '../imports/imports';
import { readNotebook, sourceOf, writeCells } from './notebookFile';
import { ROOT, shortPath } from './settings';
import { cellsOf, readTemplate, readWords, type TemplateCell } from './template';

const TEMPLATE = path.join(ROOT, 'notebooks', 'template');

/** What a benchmark's notebook is made of, beside the template. */
export interface NotebookWords {
  /** The benchmark's own words; null: its task's alone. */
  readonly words: string | null;
  /** The data's folder; null: the synthetic twin. */
  readonly data: string | null;
  /** Files that register what is the user's, which its first cell loads. */
  readonly imports: readonly string[];
}

/** What a notebook is about without data of the user's. */
const TWIN = "the **synthetic twin** of the data set: images that are drawn here, in the data set's own layout";

/** Of the notebooks of this kit. */
const KIT = { data: null, imports: [] };

/** A notebook of this kit. */
export interface KitNotebook {
  readonly benchmark: string;
  /** notebooks/NN-NAME.ipynb, for words in notebooks/template/NN-NAME.md. */
  readonly file: string;
  readonly words: string;
}

/** The benchmarks' notebooks that are the kit's own. */
export const kitNotebooks = (): KitNotebook[] =>
  readdirSync(TEMPLATE)
    .sort()
    .flatMap((name) => {
      const [, stem, benchmark] = /^(\d+-(.+))\.md$/.exec(name) ?? [];
      const file = path.join(ROOT, 'notebooks', `${stem}.ipynb`);
      return stem ? [{ benchmark, file, words: path.join(TEMPLATE, name) }] : [];
    });

/**
 * The cells of a benchmark's notebook: the template (notebooks/template/notebook.md), in its places the benchmark's own
 * words, else those of its task (notebooks/template/tasks/).
 * @throws RlelError for an unknown benchmark, and naming the file and line of words that fit no place.
 */
export function benchmarkCells(name: string, { words, data, imports }: NotebookWords): TemplateCell[] {
  const { title, task } = benchmarkNamed(name);
  const template = readTemplate(path.join(TEMPLATE, 'notebook.md'));
  const fixed = {
    name,
    imports: importCell(imports),
    folder: data === null ? 'null' : quoted(shortPath(path.resolve(data))),
    source: data === null ? TWIN : 'the data in `folder`',
  };
  const places = template.places.filter((place) => !(place in fixed));
  return cellsOf(template, {
    title,
    benchmarks: quoted(name),
    ...readWords(path.join(TEMPLATE, 'tasks', `${task}.md`), places),
    ...(words === null ? {} : readWords(words, places)),
    ...fixed,
  });
}

function importCell(files: readonly string[]): string {
  const lines = files.map((file) => `await importFile(${quoted(file)});`);
  return lines.length > 0 ? ['```ts', "import { importFile } from 'rlel';", '', ...lines, '```'].join('\n') : '';
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function written(benchmark: string, file: string, made: NotebookWords): string {
  const empty = writeCells(file, benchmarkCells(benchmark, made));
  return `${shortPath(file)}${empty === 0 ? '' : `: ${empty} cells have no outputs yet, run it`}`;
}

/**
 * Where notebooks of the kit are not what the template and their words give, as lines that say what to do.
 * @throws as `benchmarkCells`, and for a file that is no notebook.
 */
export function templateProblems(notebooks: readonly KitNotebook[]): string[] {
  return notebooks.flatMap(({ benchmark, file, words }) => {
    const expected = benchmarkCells(benchmark, { words, ...KIT });
    const found = readNotebook(file).cells;
    const count = Math.max(expected.length, found.length);
    const same = (i: number): boolean =>
      expected[i]?.kind === found[i]?.cell_type && expected[i]?.source === sourceOf(found[i]);
    const at = Array.from({ length: count }, (_, i) => i).find((i) => !same(i));
    if (at === undefined) return [];
    const [first] = (found[at] ? sourceOf(found[at]) : expected[at].source).split('\n');
    return [
      `${shortPath(file)}, cell ${at + 1} from the top ("${first}"): not what the template gives with ${shortPath(words)}. Change those files, then run "npx rlel notebook ${benchmark}".`,
    ];
  });
}

/**
 * Writes the notebooks that are asked for: all of the kit's, one of them, or one of one's own, which loads what this process
 * was told to load (`--import`).
 * @param own the .ipynb file (left out: NAME.ipynb here), its words (left out: the kit's for the benchmark, if it has some)
 * and data folder.
 * @returns a line a notebook.
 * @throws RlelError for options without a benchmark, a file that is no .ipynb, and as `benchmarkCells`.
 */
export function writeBenchmarkNotebooks(
  benchmark: string | undefined,
  own: { readonly to?: string; readonly words?: string; readonly data?: string },
): string[] {
  const kit = kitNotebooks().filter((one) => benchmark === undefined || one.benchmark === benchmark);
  const isOwn = Object.keys(own).length > 0 || kit.length === 0;
  if (!isOwn) return kit.map(({ benchmark: name, file, words }) => written(name, file, { words, ...KIT }));
  if (benchmark === undefined) {
    throw new RlelError('--to, --words and --data need a benchmark, as in "rlel notebook PN --data FOLDER".');
  }
  const { to = `${benchmark}.ipynb`, words = kit[0]?.words ?? null, data = null } = own;
  if (!to.endsWith('.ipynb')) throw new RlelError(`--to ${to}: expected a notebook, a name that ends in .ipynb.`);
  const imports = loadedImports().map(({ file }) => file);
  return [written(benchmark, path.resolve(to), { words, data, imports })];
}
