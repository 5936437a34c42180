import type { LabelSettings, PaperRow, ProfileSettings } from '../../benchmarks/benchmark';
import { benchmarkNamed } from '../../benchmarks/registry';
import { mean } from '../../statistics/moments';
import type { RunConfig } from '../../store/runRecord';
import type { Cell, Table } from '../document';
import { benchmarksOf, methodsOf, type Study } from '../evidence';
import { PAPER_THETA, paperRow } from '../paper/results';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { shown } from './describe';
import { tableOf } from './tableOf';

/** Several labels' values, once where they are all alike. */
const each = (values: readonly string[]): string => (new Set(values).size === 1 ? values[0] : values.join(', '));

const levelsOf = ({ labels }: { readonly labels: readonly LabelSettings[] }): string =>
  each(labels.map(({ levels }) => String(levels)));
const rangeOf = ({ labels }: { readonly labels: readonly LabelSettings[] }): string =>
  each(labels.map(({ range: [low, high] }) => `${low}…${high}`));

/** A benchmark's runs, and what is known of it in the paper; a benchmark that is not the paper's is in neither. */
interface Row {
  readonly benchmark: string;
  readonly config: RunConfig;
  readonly levels: string;
  readonly paper: PaperRow | null;
  /** As the published code has them. */
  readonly published: ProfileSettings | null;
  /** Error of labels that are rounded to levels, in the metric's unit; null: the runs have not measured it. */
  readonly rounding: number | null;
  /** By how many % it raises the lowest error of a method, if the two are independent. */
  readonly roundingAdds: number | null;
}

function rowOf(study: Study, benchmark: string): Row {
  const own = study.runs.filter(({ config }) => config.benchmark === benchmark);
  const usual = own.filter(({ changes }) => changes.size === 0);
  const { config } = usual.find((run) => run.config.method === 'rlel') ?? usual[0] ?? own[0];
  const paper = paperRow(benchmark);
  const published = paper && benchmarkNamed(benchmark).settings;
  const rounding = (usual[0] ?? own[0]).result.metrics.rounding?.error ?? null;
  const errors = methodsOf(usual).map((method) =>
    mean(usual.filter((run) => run.config.method === method).map(({ error }) => error)),
  );
  const best = Math.min(...errors);
  const roundingAdds =
    rounding === null || errors.length === 0 ? null : 100 * (Math.sqrt(1 + (rounding / best) ** 2) - 1);
  return { benchmark, config, levels: levelsOf(config), paper, published, rounding, roundingAdds };
}

/** A method's option; none where the method does not have it. */
const optionOf = ({ options }: RunConfig, name: string): Cell => (options[name] ?? null) as Cell;

/** What is not as in the paper's table. */
function differing({ source }: Study, { config, levels, paper }: Row): string | null {
  if (!paper) return null;
  const parts = [
    ...(paper.levels !== null && levels !== String(paper.levels) ? ['levels'] : []),
    ...(config.network.theta !== PAPER_THETA ? ['θ'] : []),
    ...(source === 'official' ? [] : ['data']),
  ];
  return parts.join(', ') || null;
}

/** Benchmarks, label ranges, levels and θ: the paper's, the published code's, and those of a study's runs. */
export function setupTable(study: Study): Table {
  requireStudy(study, 'setupTable');
  return tableOf(
    {
      name: nameIn(study, 'setup'),
      title: 'Set-up: the paper’s, the published code’s and ours',
      caption: `“It adds”: by how much rounded labels raise the lowest error of a method, where the two are independent. “Differs” names what is not as in the paper’s set-up table; the published code itself departs from it. ${dataOf(study)}`,
    },
    benchmarksOf(study.runs).map((benchmark) => rowOf(study, benchmark)),
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['data', 'Data, paper', ({ paper }) => paper?.data ?? null],
      ['ours', 'Data, ours', ({ config }) => `${config.data.format} (${study.source})`],
      ['network', 'Network, ours', ({ config }) => config.network.name],
      ['codeRange', 'Labels, published code', ({ published }) => published && rangeOf(published)],
      ['range', 'Labels, ours', ({ config }) => rangeOf(config)],
      ['paperLevels', 'N, paper', ({ paper }) => paper?.levels ?? null],
      ['codeLevels', 'N, published code', ({ published }) => published && levelsOf(published)],
      ['levels', 'N, ours', ({ levels }) => levels],
      ['rounding', 'Error of rounded labels', ({ rounding }) => rounding && shown(rounding, 3)],
      ['roundingAdds', 'It adds to the lowest error, %', ({ roundingAdds }) => roundingAdds && shown(roundingAdds, 1)],
      ['paperTheta', 'θ, paper', ({ paper }) => paper && PAPER_THETA],
      ['codeTheta', 'θ, published code', ({ published }) => published?.network.theta ?? null],
      ['theta', 'θ, ours', ({ config }) => config.network.theta],
      ['alpha', 'α, ours', ({ config }) => optionOf(config, 'alpha')],
      ['beta', 'β, ours', ({ config }) => optionOf(config, 'beta')],
      ['form', 'Form of the loss, ours', ({ config }) => optionOf(config, 'form')],
      ['differs', 'Differs', (row) => differing(study, row)],
    ],
  );
}
