import path from 'node:path';
import { writeFileAtomic } from '../../files/atomicFile';
import type { Report } from '../document';
import { csvOf, tableCsv } from './csv';
import { tableLatex } from './latex';
import { tableMarkdown } from './markdown';
import { pageHtml } from './page';
import { writeStaticPictures } from './staticPictures';

/**
 * Writes a report: index.html; each table as NAME.md, .tex and .csv; each figure as NAME.csv and, where the machine has a
 * browser, .svg and .png; each picture as NAME.jpg or .png, and .csv.
 * @param say is told what is left out.
 * @returns the files, the page first.
 */
export async function writeDocument(report: Report, folder: string, say: (line: string) => void): Promise<string[]> {
  const items = [report.overview.table, ...report.sections.flatMap((section) => section.items)];
  const figures = items.filter((item) => item.kind === 'figure');
  const files: Record<string, string | Buffer> = {};
  for (const item of items) {
    if (item.kind === 'table') {
      files[`${item.name}.md`] = tableMarkdown(item);
      files[`${item.name}.tex`] = tableLatex(item);
      files[`${item.name}.csv`] = tableCsv(item);
    } else {
      files[`${item.name}.csv`] = csvOf(item.rows);
      if (item.kind === 'picture') files[`${item.name}.${item.image.ending}`] = item.image.bytes;
    }
  }
  const written = Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name);
    writeFileAtomic(file, content);
    return file;
  });
  const pictures = await writeStaticPictures(figures, folder, say);
  const page = path.join(folder, 'index.html');
  writeFileAtomic(page, pageHtml(report, pictures.length > 0));
  return [page, ...written, ...pictures];
}
