import type { Figure } from '../document';
import { requireBenchmark, type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { methodLine } from './methodLine';

/** The largest k. */
const MOST = 15;

/** CS@k: the share of test samples that are at most k off, a line a method. A string: why there is none. */
export function cumulativeScores(study: Study, benchmark: string): Figure | string {
  requireStudy(study, 'cumulativeScores');
  requireBenchmark(study, benchmark);
  const groups = tableGroups(study).filter((group) => group.benchmark === benchmark);
  if (groups.length === 0) return `CS@k on ${benchmark}: needs runs with the profile’s own settings.`;
  const { unit } = groups[0].runs[0].result;
  const lines = groups.map(({ method, runs }) => {
    const errors = runs.flatMap((run) => run.samples().map(({ error }) => error));
    const scores = Array.from({ length: MOST + 1 }, (_, k) => ({
      k,
      score: (100 * errors.filter((error) => error <= k).length) / errors.length,
    }));
    return { method, scores };
  });
  return {
    kind: 'figure',
    name: nameIn(study, `cumulative-scores-${benchmark}`),
    title: `${benchmark}: CS@k, the share of test images that are at most k ${unit} off`,
    caption: `Test images of all seeds. ${dataOf(study)}`,
    data: lines.map(({ method, scores }) =>
      methodLine(
        method,
        scores.map(({ k }) => k),
        scores.map(({ score }) => score),
      ),
    ),
    layout: {
      xaxis: { title: { text: `k, ${unit}` } },
      yaxis: { title: { text: 'CS@k, %' }, range: [0, 100] },
    },
    rows: lines.flatMap(({ method, scores }) => scores.map((point) => ({ benchmark, method, ...point }))),
  };
}
