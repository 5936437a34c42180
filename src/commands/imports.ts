import { RlelError } from '../errors';
import { importFile, loadedImports } from '../imports/imports';

const FLAG = '--import';

/** Loads the files that `--import FILE` names, anywhere in the command line. @returns the other words. */
export async function loadImports(argv: readonly string[]): Promise<string[]> {
  const rest: string[] = [];
  const files: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const [flag, inline] = argv[i].split(/=(.*)/s, 2);
    if (flag !== FLAG) {
      rest.push(argv[i]);
      continue;
    }
    const file = inline ?? argv[++i];
    if (!file) throw new RlelError(`${FLAG}: expected a file (docs/extending.md).`);
    files.push(file);
  }
  for (const file of files) await importFile(file);
  return rest;
}

/** The words by which another process loads what this one has loaded. */
export const importWords = (): string[] => loadedImports().flatMap(({ file }) => [FLAG, file]);
