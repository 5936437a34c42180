import type { Table } from '../document';
import { cellText, isMeasured } from './cells';

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/[|]/g, '\\|').replace(/\s+/g, ' ');

/** A table as GitHub's Markdown: the best in bold, the second underlined. */
export function tableMarkdown({ title, caption, columns, rows }: Table): string {
  const lines = rows.map((row) => {
    const cells = columns.map(({ key }) => {
      const cell = row[key];
      const text = escaped(cellText(cell));
      const mark = isMeasured(cell) ? cell.mark : undefined;
      return mark === 'best' ? `**${text}**` : mark === 'second' ? `<u>${text}</u>` : text;
    });
    return `| ${cells.join(' | ')} |`;
  });
  const alignment = columns.map(({ key }) => (rows.some((row) => typeof row[key] === 'string') ? '---' : '--:'));
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
