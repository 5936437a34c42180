import { belCode } from '../../encodings/bel';
import { centred } from '../../encodings/centred';
import { DIVERGING, methodTitle } from '../colours';
import type { Figure } from '../document';
import { methodsOf, requireBenchmark, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { heatMap } from './heatMap';
import { panels } from './panels';

const COLUMNS = 4;

/** Codes that are known by heart, for comparison. */
const FAMILIES = [
  ['U', 'unary'],
  ['HAD', 'Hadamard'],
] as const;

/** The encodings that the methods end with on a benchmark, beside unary and Hadamard. A string: why there is none. */
export function learnedEncodings(study: Study, benchmark: string): Figure | string {
  requireStudy(study, 'learnedEncodings');
  requireBenchmark(study, benchmark);
  const learned = methodsOf(study.runs).flatMap((method) => {
    const [run] = tableRuns(study, benchmark, method);
    if (!run) return [];
    const [{ encoder, output }] = storedEncodings(run);
    return encoder.width > 1 ? [{ name: methodTitle(method), output, encoder: centred(encoder) }] : [];
  });
  if (learned.length === 0) return `Encodings on ${benchmark}: needs a finished run of a method with codes.`;
  const [{ output, encoder }] = learned;
  const known = FAMILIES.map(([family, name]) => {
    const { levels, width, values } = belCode(family, encoder.levels);
    return { name, output, encoder: { levels, width, values: Float64Array.from(values, (bit) => 2 * bit - 1) } };
  });
  const shown = [...known, ...learned];
  const { domains, layout } = panels(
    shown.map(({ name }) => name),
    COLUMNS,
  );
  return {
    kind: 'figure',
    name: nameIn(study, `learned-encodings-${benchmark}`),
    title: `Encodings on ${benchmark} (${output}), a level a row, a bit a column`,
    caption: `Measured encoder of the first seed: the mean code of the training samples of each level, each bit’s mean taken away, scaled to the largest entry; levels that never occur are blank. Unary and Hadamard as designed. Direct regression has one output and no code. ${dataOf(study)}`,
    data: shown.map(({ encoder: one }, i) => ({
      ...heatMap(one.values, one.levels, one.width, DIVERGING),
      ...domains[i],
      showscale: i === 0,
    })),
    layout,
    rows: shown.flatMap(({ name, encoder: { levels, width, values } }) =>
      Array.from({ length: levels }, (_, n) => ({
        benchmark,
        encoding: name,
        level: n,
        code: Array.from({ length: width }, (_, m) => Number(values[n * width + m].toFixed(4))).join(' '),
      })),
    ),
  };
}
