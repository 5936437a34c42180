import type { Data } from 'plotly.js';
import { allOf } from '../../benchmarks/request';
import { requireArray, requireObject } from '../../input/check';
import type { Plan } from '../../plans/plan';
import { mean, sampleStd } from '../../statistics/moments';
import { methodColour, methodSymbol, methodTitle, SEQUENTIAL } from '../colours';
import type { Figure } from '../document';
import { type Evidence, groupBy, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { panels } from './panels';

/** Which runs a grid's figure shows. */
export interface Grid {
  /** Of the plan; part of the figure's name. */
  readonly name: string;
  /** Settings that vary, by name. */
  readonly keys: readonly string[];
  readonly benchmarks: readonly string[];
  readonly methods: readonly string[];
}

/** What a plan varies, of which its figure is. */
export const gridOf = (plan: Plan): Grid => {
  requireObject(plan, 'gridOf: plan', ['name', 'runs']);
  const { name, runs } = plan;
  const all = <T>(of: (request: Plan['runs'][number]['request']) => readonly T[]): T[] => [
    ...new Set(runs.flatMap(({ request }) => of(request))),
  ];
  return {
    name,
    keys: all(({ settings = {} }) => Object.keys(settings)),
    benchmarks: all(({ benchmark }) => [benchmark]),
    methods: all(({ method }) => [method]),
  };
};

/** A point of a grid: the values of its settings, and the errors of its seeds. */
interface Point {
  readonly benchmark: string;
  readonly method: string;
  readonly values: readonly string[];
  readonly errors: readonly number[];
}

const COLUMNS = 2;

/**
 * Test error over the settings that a plan varies: of one, a line a method; of two, a heat map a method; of more, a heat map
 * for each combination of the others. A panel a benchmark and what else is apart. Runs count whose other settings are the
 * profile's.
 * @returns a string: why there is none.
 */
export function gridFigure(study: Study, grid: Grid): Figure | string {
  requireStudy(study, 'gridFigure');
  requireObject(grid, 'gridFigure: grid', ['name', 'keys', 'benchmarks', 'methods']);
  requireArray(grid.keys, 'gridFigure: keys');
  const { name, keys } = grid;
  const points = pointsOf(study, grid);
  const varied = keys.filter((_, k) => new Set(points.map(({ values }) => values[k])).size > 1);
  if (varied.length === 0) return `${name}: needs finished runs in which a setting of ${keys.join(', ')} differs.`;
  const at = (point: Point, key: string): string => point.values[keys.indexOf(key)];
  const [across, up, ...apart] = varied;
  const panelOf = (point: Point): string =>
    [
      point.benchmark,
      ...(up ? [methodTitle(point.method)] : []),
      ...apart.map((key) => `${key} ${at(point, key)}`),
    ].join(', ');
  const groups = [...groupBy(points, panelOf)];
  const unitOf = (benchmark: string): string => {
    const { metric, unit } = (study.runs.find(({ config }) => config.benchmark === benchmark) as Evidence).result;
    return `${metric}, ${unit}`;
  };
  const { domains, layout } = panels(
    groups.map(([title]) => title),
    COLUMNS,
    (i) => ({
      x: {
        title: { text: across },
        type: 'category',
        categoryorder: 'array',
        categoryarray: inOrder(points, across, at),
      },
      y: up
        ? { title: { text: up }, type: 'category', categoryorder: 'array', categoryarray: inOrder(points, up, at) }
        : { title: { text: `test ${unitOf(groups[i][1][0].benchmark)}` } },
    }),
  );
  return {
    kind: 'figure',
    name: nameIn(study, `grid-${name}`),
    title: `Test error over ${varied.join(' × ')}`,
    caption: `Runs of the plan ${name}: mean over seeds${up ? '' : ' ± standard deviation'}, all other settings being the profile’s. ${dataOf(study)}`,
    data: groups.flatMap(([, members], i) =>
      up
        ? [
            {
              ...heat(
                members,
                (point) => at(point, across),
                (point) => at(point, up),
              ),
              ...domains[i],
            },
          ]
        : lines(members, (point) => at(point, across)).map((line) => ({ ...line, showlegend: i === 0, ...domains[i] })),
    ),
    layout,
    rows: points.map(({ benchmark, method, values, errors }) => ({
      benchmark,
      method,
      ...Object.fromEntries(keys.map((key, k) => [key, values[k]])),
      error: mean(errors),
      std: errors.length > 1 ? sampleStd(errors) : null,
      seeds: errors.length,
    })),
  };
}

/** The grid's runs by benchmark, method and values. */
function pointsOf({ runs }: Study, { keys, benchmarks, methods }: Grid): Point[] {
  const own = runs.filter(
    ({ config, changes }) =>
      benchmarks.includes(config.benchmark) &&
      methods.includes(config.method) &&
      [...changes.keys()].every((key) => keys.includes(key)),
  );
  const valuesOf = ({ config }: Evidence): string[] => {
    const all = allOf(config);
    return keys.map((key) => textOf(all.get(key)));
  };
  return [
    ...groupBy(own, (run) => JSON.stringify([run.config.benchmark, run.config.method, valuesOf(run)])).values(),
  ].map((members) => ({
    benchmark: members[0].config.benchmark,
    method: members[0].config.method,
    values: valuesOf(members[0]),
    errors: members.map(({ error }) => error),
  }));
}

/** A value as an axis shows it; "–": the method does not have the setting. */
const textOf = (value: unknown): string =>
  value === undefined ? '–' : Array.isArray(value) ? value.join(' ') : String(value);

/** A setting's values: numbers by size, others as they come. */
function inOrder(points: readonly Point[], key: string, at: (point: Point, key: string) => string): string[] {
  const values = [...new Set(points.map((point) => at(point, key)))];
  return values.every((value) => Number.isFinite(Number(value)))
    ? values.sort((a, b) => Number(a) - Number(b))
    : values;
}

/** A line a method. */
const lines = (points: readonly Point[], across: (point: Point) => string): Data[] =>
  [...groupBy(points, ({ method }) => method)].map(([method, own]) => ({
    type: 'scatter',
    mode: 'lines+markers',
    name: methodTitle(method),
    legendgroup: method,
    x: own.map(across),
    y: own.map(({ errors }) => mean(errors)),
    error_y: { type: 'data', array: own.map(({ errors }) => (errors.length > 1 ? sampleStd(errors) : 0)) },
    marker: { color: methodColour(method), symbol: methodSymbol(method), size: 8 },
    line: { color: methodColour(method) },
  }));

/** Mean errors in cells, each with its number. */
const heat = (points: readonly Point[], across: (point: Point) => string, up: (point: Point) => string): Data => ({
  type: 'heatmap',
  x: points.map(across),
  y: points.map(up),
  z: points.map(({ errors }) => mean(errors)),
  text: points.map(({ errors }) => mean(errors).toFixed(2)),
  texttemplate: '%{text}',
  colorscale: SEQUENTIAL,
  showscale: false,
});
