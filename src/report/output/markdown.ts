import type { Table } from '../document';
import { isNumeric, markedText } from './cells';

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/[|]/g, '\\|').replace(/\s+/g, ' ');

const MARKS = { best: (text: string) => `**${text}**`, second: (text: string) => `<u>${text}</u>` };

/** A table as GitHub's Markdown: the best in bold, the second underlined. */
export function tableMarkdown(table: Table): string {
  const { title, caption, columns, rows } = table;
  const lines = rows.map((row) => `| ${columns.map(({ key }) => markedText(row[key], escaped, MARKS)).join(' | ')} |`);
  const alignment = columns.map(({ key }) => (isNumeric(table, key) ? '--:' : '---'));
  return [
    `### ${title}`,
    '',
    `| ${columns.map(({ label }) => escaped(label)).join(' | ')} |`,
    `| ${alignment.join(' | ')} |`,
    ...lines,
    '',
    caption,
    '',
  ].join('\n');
}
