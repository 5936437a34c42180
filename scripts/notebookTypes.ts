import path from 'node:path';
import ts from 'typescript';
import { readNotebook, sourceOf } from '../src/notebook/notebookFile';

const ROOT = path.resolve(__dirname, '..');

/** All cells of a notebook, one after the other, as a module of their own. */
interface NotebookModule {
  readonly file: string;
  readonly text: string;
  /** Line of the module, from 0, that each cell with code begins at. */
  readonly starts: readonly number[];
}

/**
 * Compiles the cells of each notebook together, as strictly as the project itself, against the package as it is built.
 * Beside the compiler's errors it finds promises that a cell does not wait for: what they show would come too late.
 * @param files .ipynb files.
 * @returns problems, as "notebooks/x.ipynb, cell 3, line 2: …"; cells with code are counted from 1, as Jupyter does.
 * @throws RlelError for a file that is not a notebook.
 */
export function notebookTypes(files: readonly string[]): string[] {
  const modules = new Map(files.map((file, i) => [path.join(ROOT, `notebook-${i}.ts`), moduleOf(path.resolve(file))]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => modules.get(name)?.text ?? readFile(name);
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const module = modules.get(name);
    return module ? ts.createSourceFile(name, module.text, version, true) : getSourceFile(name, version, ...rest);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([name, module]) => {
    const source = program.getSourceFile(name);
    if (!source) return [];
    const errors = ts.getPreEmitDiagnostics(program, source).map(({ start = 0, messageText }) => ({
      start,
      message: ts.flattenDiagnosticMessageText(messageText, '\n  '),
    }));
    const unawaited = promises(source, program.getTypeChecker()).map((start) => ({
      start,
      message: 'the cell does not wait for this: write "await" before it.',
    }));
    return [...errors, ...unawaited]
      .sort((a, b) => a.start - b.start)
      .map(({ start, message }) => `${place(module, source.getLineAndCharacterOfPosition(start).line)}: ${message}`);
  });
}

function moduleOf(file: string): NotebookModule {
  const sources = readNotebook(file)
    .cells.filter(({ cell_type }) => cell_type === 'code')
    .map(sourceOf)
    .filter((source) => source.trim() !== '');
  const starts: number[] = [];
  let line = 0;
  for (const source of sources) {
    starts.push(line);
    line += source.split('\n').length;
  }
  return { file, text: `${sources.join('\n')}\nexport {};`, starts };
}

/** The project's own; modules are found as the notebooks' kernel finds them, from the project's root. A reader may use what cells leave unused. */
function compilerOptions(): ts.CompilerOptions {
  const file = path.join(ROOT, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(file, ts.sys.readFile).config, ts.sys, ROOT);
  return {
    ...options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    noUnusedLocals: false,
    noUnusedParameters: false,
    noEmit: true,
  };
}

/** Where a statement is nothing but a promise. */
function promises(source: ts.SourceFile, checker: ts.TypeChecker): number[] {
  const found: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && checker.getTypeAtLocation(node.expression).getProperty('then')) {
      found.push(node.getStart(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function place({ file, starts }: NotebookModule, line: number): string {
  const cell = starts.filter((start) => start <= line).length;
  return `${path.relative(ROOT, file)}, cell ${cell}, line ${line - (starts[cell - 1] ?? 0) + 1}`;
}
