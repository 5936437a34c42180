import type { Table } from '../document';
import { benchmarksOf, type Study } from '../evidence';
import { PAPER_SETUP, PAPER_THETA } from '../paper/setup';
import { dataOf, nameIn } from '../studyText';

/** Several labels' values, once where they are all alike. */
const each = (values: readonly string[]): string => (new Set(values).size === 1 ? values[0] : values.join(', '));

/** Benchmarks, label ranges, levels and θ: the paper's, the published code's, and those of a study's runs. */
export function setupTable(study: Study): Table {
  const rows = benchmarksOf(study.runs).map((benchmark) => {
    const own = study.runs.filter(({ config }) => config.benchmark === benchmark);
    const { config } = own.find(({ departures }) => departures.size === 0) ?? own[0];
    const paper = PAPER_SETUP[benchmark];
    const levels = each(config.labels.map((label) => String(label.levels)));
    const differs = [
      ...(paper.levels !== null && levels !== String(paper.levels) ? ['levels'] : []),
      ...(config.network.theta !== PAPER_THETA ? ['θ'] : []),
      ...(study.source === 'official' ? [] : ['data']),
    ];
    return {
      benchmark,
      data: paper.data,
      ours: `${config.data.format} (${study.source})`,
      network: config.network.name,
      range: each(config.labels.map(({ range: [low, high] }) => `${low}…${high}`)),
      codeRange: paper.code.range,
      levels,
      paperLevels: paper.levels,
      codeLevels: paper.code.levels,
      theta: config.network.theta,
      paperTheta: PAPER_THETA,
      codeTheta: paper.code.theta,
      alpha: config.options.alpha,
      beta: config.options.beta,
      form: config.options.form,
      differs: differs.join(', ') || null,
    };
  });
  return {
    kind: 'table',
    name: nameIn(study, 'setup'),
    title: 'Set-up: the paper’s, the published code’s and ours',
    caption: `“Differs” names what is not as in the paper’s set-up table; the published code itself departs from it. ${dataOf(study)}`,
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'data', label: 'Data, paper' },
      { key: 'ours', label: 'Data, ours' },
      { key: 'network', label: 'Network, ours' },
      { key: 'codeRange', label: 'Labels, published code' },
      { key: 'range', label: 'Labels, ours' },
      { key: 'paperLevels', label: 'N, paper' },
      { key: 'codeLevels', label: 'N, published code' },
      { key: 'levels', label: 'N, ours' },
      { key: 'paperTheta', label: 'θ, paper' },
      { key: 'codeTheta', label: 'θ, published code' },
      { key: 'theta', label: 'θ, ours' },
      { key: 'alpha', label: 'α, ours' },
      { key: 'beta', label: 'β, ours' },
      { key: 'form', label: 'Form of the loss, ours' },
      { key: 'differs', label: 'Differs' },
    ],
    rows,
  };
}
