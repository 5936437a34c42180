import type { Data, Layout as PlotLayout } from 'plotly.js';
import { centred } from '../../encodings/centred';
import { type Code, isBinary } from '../../encodings/code';
import { DIVERGING } from '../colours';
import type { Evidence } from '../evidence';
import { requireEvidence } from '../requireStudy';
import { type AxisHeatMap, heatMaps, largestIn } from './heatMap';
import { panels } from './panels';

/** What the levels of a code stand for. */
export interface LevelAxis {
  /** "yaw, degrees". */
  readonly title: string;
  /** Values of the lowest and the highest level. */
  readonly range: readonly [number, number];
}

/** How codes are drawn. */
export interface EncodingLook {
  /** Left out: levels by their numbers, from 0. */
  readonly axis?: LevelAxis;
  /** Whether the codes are of the same bits, as E and D of a run: all have the order of the first one's. */
  readonly sameBits?: boolean;
  /** Panels in a row, at most; left out: 4. */
  readonly columns?: number;
}

/** The levels of a run's first output. */
export function levelAxis(run: Evidence): LevelAxis {
  requireEvidence([run], 'levelAxis');
  const { config, result } = run;
  const [{ name, outputs, range }] = config.labels;
  return { title: outputs > 1 ? 'x of point 1, of 256' : `${name}, ${result.unit}`, range };
}

/** What every figure of codes says of itself. */
export const ENCODING_TEXT =
  'A level a row, a bit a column, in the order of where bits switch. Real codes: each bit’s mean over the levels taken away, in % of the panel’s largest entry (±, over it). Levels that never occur are cut off, those between others blank.';

/** Codes side by side as heat maps of one colour map, with one legend. */
export function encodingPanels(
  codes: Readonly<Record<string, Code>>,
  { axis, sameBits = false, columns = 4 }: EncodingLook = {},
): { data: Data[]; layout: Partial<PlotLayout> } {
  const entries = Object.entries(codes);
  const orders = entries.map(([, code]) => bitOrder(code));
  const maps = entries.map(([name, code], i) => {
    const seen = seenLevels(entries.flatMap(([, other]) => (other.levels === code.levels ? [other] : [])));
    const map = encodingMap(code, { seen, order: sameBits ? orders[0] : orders[i], axis });
    return { ...map, title: isBinary(code) ? name : `${name} (±${map.largest.toPrecision(2)})` };
  });
  const title = axis?.title ?? 'level';
  const { domains, layout } = panels(
    maps.map((map) => map.title),
    columns,
    (i) => ({
      x: { title: { text: 'bit' }, showgrid: false },
      y: { title: { text: i % columns === 0 ? title : '' }, showgrid: false },
    }),
  );
  return {
    data: maps.flatMap(({ traces }, i) => traces.map((trace) => ({ ...trace, ...domains[i] }) as Data)),
    layout: { ...layout, ...encodingColours(legendOf(entries.map(([, code]) => isBinary(code)))) },
  };
}

/** The colour axis of codes' heat maps. @param colorbar its legend. */
export const encodingColours = (colorbar: object): Partial<PlotLayout> =>
  ({ coloraxis: { colorscale: DIVERGING, cmin: -100, cmax: 100, colorbar } }) as Partial<PlotLayout>;

/** What colours stand for: bits, parts of a panel's largest entry, or both. */
function legendOf(binary: readonly boolean[]): object {
  const ends = ['−100 %', '100 %'].map((share, bit) =>
    binary.every(Boolean) ? `bit ${bit}` : binary.some(Boolean) ? `${share}, bit ${bit}` : share,
  );
  return binary.every(Boolean)
    ? { tickvals: [-100, 100], ticktext: ends }
    : { tickvals: [-100, 0, 100], ticktext: [ends[0], '0', ends[1]] };
}

interface MapLook {
  /** First and last level that occur. */
  readonly seen: LevelRange;
  /** Bits in the order that they are drawn in. */
  readonly order: readonly number[];
  readonly axis?: LevelAxis;
}

interface LevelRange {
  readonly first: number;
  readonly last: number;
  /** By level: whether it occurs. */
  readonly occurs: readonly boolean[];
}

/** One code as heat maps, one for each stretch of levels that occur, with its largest entry. */
export function encodingMap(
  code: Code,
  { seen: { first, last, occurs }, order, axis }: MapLook,
): { traces: AxisHeatMap[]; largest: number } {
  const { levels, width } = code;
  const binary = isBinary(code);
  const shown = {
    ...code,
    values: Float64Array.from(code.values, (value, i) => (occurs[Math.floor(i / width)] ? value : Number.NaN)),
  };
  const { values } = binary ? { values: shown.values.map((bit) => 2 * bit - 1) } : centred(shown);
  const rows = last - first + 1;
  const cells = Float64Array.from(
    { length: rows * width },
    (_, i) => values[(first + Math.floor(i / width)) * width + order[i % width]],
  );
  const largest = largestIn([cells]);
  const [low, high] = axis?.range ?? [0, levels - 1];
  const step = (high - low) / (levels - 1 || 1);
  const place = { x0: 1, dx: 1, y0: low + first * step, dy: step };
  return { traces: heatMaps(cells, rows, width, place, 'coloraxis'), largest };
}

/** The levels that none of some codes lacks. @param codes of as many levels each, at least one. */
export function seenLevels(codes: readonly Code[]): LevelRange {
  const [{ levels }] = codes;
  const occurs = Array.from({ length: levels }, (_, n) =>
    codes.every(({ values, width }) => !Number.isNaN(values[n * width])),
  );
  return occurs.includes(true)
    ? { first: occurs.indexOf(true), last: occurs.lastIndexOf(true), occurs }
    : { first: 0, last: levels - 1, occurs };
}

/** Bits by the level about which they switch: the mean place of their changes, each with its size. Bits that never do are last. */
export function bitOrder({ levels, width, values }: Code): number[] {
  const places = Array.from({ length: width }, (_, m) => {
    let [sum, weights, before] = [0, 0, -1];
    for (let n = 0; n < levels; n++) {
      if (Number.isNaN(values[n * width + m])) continue;
      if (before >= 0) {
        const change = Math.abs(values[n * width + m] - values[before * width + m]);
        sum += (change * (before + n)) / 2;
        weights += change;
      }
      before = n;
    }
    return weights > 0 ? sum / weights : Number.POSITIVE_INFINITY;
  });
  return places.map((_, m) => m).sort((a, b) => places[a] - places[b] || a - b);
}
