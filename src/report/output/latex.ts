import type { Table } from '../document';
import { isNumeric, markedText } from './cells';

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
  '<': '$<$',
  '>': '$>$',
  '½': '$\\frac12$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  Σ: '$\\Sigma$',
  '√': '$\\surd$',
};

/** Text that LaTeX sets as it is. */
export const latexText = (text: string): string =>
  [...text].map((letter) => SPECIAL[letter] ?? (/[#$%&_{}]/.test(letter) ? `\\${letter}` : letter)).join('');

const MARKS = { best: (text: string) => `\\textbf{${text}}`, second: (text: string) => `\\underline{${text}}` };

/** A table for LaTeX with the package booktabs: the best in bold, the second underlined. */
export function tableLatex(table: Table): string {
  const { name, title, caption, columns, rows } = table;
  const lines = rows.map(
    (row) => `  ${columns.map(({ key }) => markedText(row[key], latexText, MARKS)).join(' & ')} \\\\`,
  );
  return [
    '\\begin{table}',
    '\\centering',
    `\\caption{${latexText(`${title}. ${caption}`)}}`,
    `\\label{tab:${name}}`,
    `\\begin{tabular}{${columns.map((column) => (isNumeric(table, column.key) ? 'r' : 'l')).join('')}}`,
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
