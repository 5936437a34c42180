import { mean } from '../../statistics/moments';
import { BIT_NOISE } from '../../training/bitNoise';
import { growthWithBitNoise } from '../bitNoise';
import { methodColour, methodSymbol, methodTitle } from '../colours';
import type { Figure } from '../document';
import { groupBy, type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';

/** How the error grows when bits of the codes are wrong, a line a method. A string: why there is none. */
export function bitNoiseFigure(study: Study): Figure | string {
  requireStudy(study, 'bitNoiseFigure');
  const groups = tableGroups(study)
    .map((group) => ({ ...group, runs: group.runs.filter(({ result }) => result.bitNoise) }))
    .filter(({ runs }) => runs.length > 0);
  if (groups.length === 0) return 'Error against wrong bits: older runs have not measured it.';
  const rows = [...groupBy(groups, ({ method }) => method)].flatMap(([method, own]) =>
    BIT_NOISE.map((share) => ({
      method,
      share,
      growth: mean(own.map(({ runs }) => mean(runs.map((run) => growthWithBitNoise(run, share))))),
      benchmarks: own.length,
    })),
  );
  return {
    kind: 'figure',
    name: nameIn(study, 'bit-noise'),
    title: 'How the error grows when bits of the codes are wrong',
    caption: `Each bit of a sample’s code has, with the probability on the axis, the value that it has for another sample of the test set; direct regression’s code is its one number. Growth of the error in % of the constant predictor’s, mean over seeds, then over benchmarks. ${dataOf(study)}`,
    data: [...groupBy(rows, ({ method }) => method)].map(([method, line]) => ({
      type: 'scatter' as const,
      mode: 'lines+markers' as const,
      name: methodTitle(method),
      x: line.map(({ share }) => 100 * share),
      y: line.map(({ growth }) => growth),
      marker: { color: methodColour(method), symbol: methodSymbol(method), size: 8 },
      line: { color: methodColour(method) },
    })),
    layout: {
      xaxis: { title: { text: 'bits that are wrong, %' } },
      yaxis: { title: { text: 'growth of the error, % of the constant’s' } },
    },
    rows,
  };
}
