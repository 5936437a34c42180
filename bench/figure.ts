import type { Side } from './cases';
import { type CaseRow, nameOf } from './report';

const COLOURS: Readonly<Record<Exclude<Side, 'kit'>, string>> = {
  eager: '#CC79A7',
  published: '#D55E00',
  best: '#0072B2',
  pair: '#999999',
  floor: '#009E73',
};
const WIDTH = 760;
const LEFT = 330;
const RIGHT = 30;
const ROW = 18;
const GAP = 14;
const TOP = 60;

/** Ratios of this kit's time to each peer's, as bars with quartiles; the line at 1 is equal speed. */
export function ratiosSvg(rows: readonly CaseRow[]): string {
  const most = Math.max(1.2, ...rows.flatMap(({ sides }) => sides.map(({ ratio }) => ratio?.high ?? 0))) * 1.05;
  const x = (value: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * value) / most;
  const parts: string[] = [];
  let y = TOP;
  for (const { title, sides } of rows) {
    parts.push(`<text x="12" y="${y + 13}">${title}</text>`);
    y += ROW;
    for (const { side, ratio } of sides) {
      if (!ratio || side === 'kit') continue;
      const middle = y + ROW / 2;
      parts.push(
        `<text x="${LEFT - 8}" y="${middle + 4}" text-anchor="end" fill="#555">over ${nameOf(side)}</text>`,
        `<rect x="${LEFT}" y="${y + 2}" width="${x(ratio.median) - LEFT}" height="${ROW - 4}" fill="${COLOURS[side]}"/>`,
        `<line x1="${x(ratio.low)}" x2="${x(ratio.high)}" y1="${middle}" y2="${middle}" stroke="black" stroke-width="2"/>`,
        `<text x="${x(ratio.high) + 5}" y="${middle + 4}" font-size="11">${ratio.median.toFixed(2)}</text>`,
      );
      y += ROW;
    }
    y += GAP;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 10}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${y + 10}" fill="white"/>
<text x="${WIDTH / 2}" y="24" text-anchor="middle" font-size="15">This kit’s time over its peers’: below 1 this kit is faster</text>
<text x="${WIDTH / 2}" y="42" text-anchor="middle" fill="#555">bars: median over rounds; lines: quartiles</text>
${parts.join('\n')}
<line x1="${x(1)}" x2="${x(1)}" y1="${TOP - 8}" y2="${y - GAP}" stroke="black" stroke-dasharray="5 4"/>
</svg>
`;
}
