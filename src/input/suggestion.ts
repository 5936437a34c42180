/**
 * " Did you mean …?" for names that a word is likely a slip of; "" where none is near.
 * @param names those there are.
 */
export function suggestion(word: string, names: readonly string[]): string {
  const most = Math.max(1, Math.floor(0.4 * word.length));
  const near = names
    .map((name) => ({ name, slips: slips(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= most && slips < name.length);
  const fewest = Math.min(...near.map(({ slips }) => slips));
  const nearest = near.filter(({ slips }) => slips === fewest).map(({ name }) => name);
  return nearest.length > 0 ? ` Did you mean ${nearest.slice(0, SHOWN).join(' or ')}?` : '';
}

const SHOWN = 3;

/** Letters to add, leave out, exchange, or swap with the next one (optimal string alignment distance). */
function slips(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const exchanged = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, exchanged);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
