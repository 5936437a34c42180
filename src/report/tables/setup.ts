import type { RunConfig } from '../../store/runRecord';
import type { Table } from '../document';
import { benchmarksOf, type Study } from '../evidence';
import { PAPER_THETA, type PaperSetup, paperSetup } from '../paper/setup';
import { dataOf, nameIn } from '../studyText';
import { tableOf } from './tableOf';

/** Several labels' values, once where they are all alike. */
const each = (values: readonly string[]): string => (new Set(values).size === 1 ? values[0] : values.join(', '));

/** A benchmark's runs, and what is known of it in the paper; a benchmark that is not the paper's is in neither. */
interface Row {
  readonly benchmark: string;
  readonly config: RunConfig;
  readonly levels: string;
  readonly paper: PaperSetup | null;
}

function rowOf(study: Study, benchmark: string): Row {
  const own = study.runs.filter(({ config }) => config.benchmark === benchmark);
  const { config } = own.find(({ departures }) => departures.size === 0) ?? own[0];
  const levels = each(config.labels.map((label) => String(label.levels)));
  return { benchmark, config, levels, paper: paperSetup(benchmark) };
}

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
export const setupTable = (study: Study): Table =>
  tableOf(
    {
      name: nameIn(study, 'setup'),
      title: 'Set-up: the paper’s, the published code’s and ours',
      caption: `“Differs” names what is not as in the paper’s set-up table; the published code itself departs from it. ${dataOf(study)}`,
    },
    benchmarksOf(study.runs).map((benchmark) => rowOf(study, benchmark)),
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['data', 'Data, paper', ({ paper }) => paper?.data ?? null],
      ['ours', 'Data, ours', ({ config }) => `${config.data.format} (${study.source})`],
      ['network', 'Network, ours', ({ config }) => config.network.name],
      ['codeRange', 'Labels, published code', ({ paper }) => paper?.code.range ?? null],
      ['range', 'Labels, ours', ({ config }) => each(config.labels.map(({ range: [low, high] }) => `${low}…${high}`))],
      ['paperLevels', 'N, paper', ({ paper }) => paper?.levels ?? null],
      ['codeLevels', 'N, published code', ({ paper }) => paper?.code.levels ?? null],
      ['levels', 'N, ours', ({ levels }) => levels],
      ['paperTheta', 'θ, paper', ({ paper }) => paper && PAPER_THETA],
      ['codeTheta', 'θ, published code', ({ paper }) => paper?.code.theta ?? null],
      ['theta', 'θ, ours', ({ config }) => config.network.theta],
      ['alpha', 'α, ours', ({ config }) => config.options.alpha],
      ['beta', 'β, ours', ({ config }) => config.options.beta],
      ['form', 'Form of the loss, ours', ({ config }) => config.options.form],
      ['differs', 'Differs', (row) => differing(study, row)],
    ],
  );
