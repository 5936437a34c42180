import { readFileSync } from 'node:fs';
import { RlelError } from '../errors';

/** A notebook's cell, as its template gives it. */
export interface TemplateCell {
  readonly kind: 'code' | 'markdown';
  readonly source: string;
}

const PLACE = /\{\{(\w+)\}\}/g;

/** A template in Markdown. */
export interface Template {
  readonly text: string;
  /** Names between double braces, in their order. */
  readonly places: readonly string[];
}

/** @throws RlelError when the file cannot be read. */
export function readTemplate(file: string): Template {
  const text = readText(file);
  return { text, places: [...new Set(Array.from(text.matchAll(PLACE), ([, name]) => name))] };
}

/**
 * Words for the places of a template: a Markdown file with a heading `# PLACE` over each piece.
 * @throws RlelError naming file and line, for a place that is not among `places`, or is there twice, and for text over the
 * first heading.
 */
export function readWords(file: string, places: readonly string[]): Readonly<Record<string, string>> {
  const pieces = new Map<string, string[]>();
  let piece: string[] | undefined;
  for (const [at, line] of readText(file).split('\n').entries()) {
    const [, name] = /^# (.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      const where = `${file}, line ${at + 1}`;
      if (!places.includes(name)) {
        throw new RlelError(`${where}: the template has no place "${name}". Expected one of ${places.join(', ')}.`);
      }
      if (pieces.has(name)) throw new RlelError(`${where}: "${name}" is there twice. Expected each place once.`);
      piece = [];
      pieces.set(name, piece);
    } else if (piece) {
      piece.push(line);
    } else if (line.trim() !== '') {
      throw new RlelError(`${file}, line ${at + 1}: text without a place. Expected a heading "# PLACE" over it.`);
    }
  }
  return Object.fromEntries(Array.from(pieces, ([name, lines]) => [name, lines.join('\n').trim()]));
}

/**
 * The cells that a template gives with words in its places: a block that is fenced as `ts` is a cell with code, the text
 * between two of them one without. Words can hold such blocks, too.
 * @throws RlelError naming the places that have no words.
 */
export function cellsOf({ text, places }: Template, words: Readonly<Record<string, string>>): TemplateCell[] {
  const missing = places.filter((name) => words[name] === undefined);
  if (missing.length > 0) throw new RlelError(`no words for the template’s places ${missing.join(', ')}.`);
  const filled = text.replace(PLACE, (_, name: string) => words[name]);
  // Text and code in turn, since the pattern has a group.
  return filled.split(/^```ts\n(.*?)\n```$/ms).flatMap((source, i): TemplateCell[] => {
    if (i % 2 === 1) return [{ kind: 'code', source }];
    const trimmed = source.trim().replace(/\n{3,}/g, '\n\n');
    return trimmed === '' ? [] : [{ kind: 'markdown', source: trimmed }];
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new RlelError(
      `${file}: cannot be read (${(error as NodeJS.ErrnoException).code}). Expected a Markdown file.`,
    );
  }
}
