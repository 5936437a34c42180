import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RlelError } from '../errors';
import { requireText } from '../input/check';
import { ROOT } from './settings';
import { showMarkdown } from './showMarkdown';

const indentOf = (line: string): number => line.search(/\S/);

/**
 * Shows the lines of a source file of this kit that declare a function, a class or a method, with the comment above them:
 * folded, a click opens them.
 * @param file from the project's root, such as `src/losses/rlel.ts`.
 * @throws RlelError when there is no such file, or it declares no such name, or outside a notebook.
 */
export function showSource(file: string, name: string): void {
  requireText(file, 'show.source: file');
  requireText(name, 'show.source: name');
  const lines = linesOf(file);
  const declaration = new RegExp(
    `^(?:export )?(?:async )?(?:function|const|class|interface) ${name}\\b|^ +(?:static )?${name}\\(.*\\{$`,
  );
  const at = lines.findIndex((line) => declaration.test(line));
  if (at < 0)
    throw new RlelError(`${file}: declares no ${name}. Expected the name of a function, class or method in it.`);
  let first = at;
  while (/^\s*(\/\*\*|\*|\/\/)/.test(lines[first - 1] ?? '')) first--;
  const last = endOf(lines, at);
  const text = lines.slice(first, last + 1).map((line) => line.slice(indentOf(lines[at])));
  const summary = `<code>${name}</code>: ${file}, lines ${first + 1} to ${last + 1}`;
  showMarkdown(`<details><summary>${summary}</summary>\n\n\`\`\`ts\n${text.join('\n')}\n\`\`\`\n\n</details>`);
}

/** Where the declaration that begins at a line ends, going by how far lines are indented. */
function endOf(lines: readonly string[], at: number): number {
  const own = indentOf(lines[at]);
  let last = at;
  for (let i = at + 1; i < lines.length; i++) {
    if (lines[i].trim() === '') continue;
    const indent = indentOf(lines[i]);
    const closes = indent === own && /^\s*[\])}]/.test(lines[i]);
    if (indent <= own && !closes) break;
    last = i;
    if (closes && !lines[i].endsWith('{')) break;
  }
  return last;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(path.join(ROOT, file), 'utf8').split('\n');
  } catch {
    throw new RlelError(`${file}: cannot be read. Expected a source file, from the project's root.`);
  }
}
