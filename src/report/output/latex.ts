import type { Table } from '../document';
import { cellText, isMeasured } from './cells';

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '±': '$\\pm$',
  '−': '$-$',
  '–': '--',
  '→': '$\\to$',
  '°': '$^\\circ$',
  '…': '\\dots{}',
  α: '$\\alpha$',
  β: '$\\beta$',
  θ: '$\\theta$',
  φ: '$\\phi$',
  χ: '$\\chi$',
  '₁': '$_1$',
  '‖': '$\\|$',
  '⌊': '$\\lfloor$',
  '⌋': '$\\rfloor$',
  '×': '$\\times$',
  '·': '$\\cdot$',
  '“': '``',
  '”': "''",
  '’': "'",
  '½': '$\\frac12$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  Σ: '$\\Sigma$',
  '√': '$\\surd$',
};

/** Text that LaTeX sets as it is. */
export const latexText = (text: string): string =>
  [...text].map((letter) => SPECIAL[letter] ?? (/[#$%&_{}]/.test(letter) ? `\\${letter}` : letter)).join('');

/** A table for LaTeX with the package booktabs: the best in bold, the second underlined. */
export function tableLatex({ name, title, caption, columns, rows }: Table): string {
  const numeric = ({ key }: Table['columns'][number]): boolean => rows.every((row) => typeof row[key] !== 'string');
  const lines = rows.map((row) => {
    const cells = columns.map(({ key }) => {
      const cell = row[key];
      const text = latexText(cellText(cell));
      const mark = isMeasured(cell) ? cell.mark : undefined;
      return mark === 'best' ? `\\textbf{${text}}` : mark === 'second' ? `\\underline{${text}}` : text;
    });
    return `  ${cells.join(' & ')} \\\\`;
  });
  return [
    '\\begin{table}',
    '\\centering',
    `\\caption{${latexText(`${title}. ${caption}`)}}`,
    `\\label{tab:${name}}`,
    `\\begin{tabular}{${columns.map((column) => (numeric(column) ? 'r' : 'l')).join('')}}`,
    '  \\toprule',
    `  ${columns.map(({ label }) => latexText(label)).join(' & ')} \\\\`,
    '  \\midrule',
    ...lines,
    '  \\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}
