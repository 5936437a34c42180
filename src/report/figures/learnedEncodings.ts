import { belCode } from '../../encodings/bel';
import { centred } from '../../encodings/centred';
import { methodTitle } from '../colours';
import type { Figure } from '../document';
import { methodsOf, requireBenchmark, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { ENCODING_TEXT, encodingPanels, levelAxis } from './encodingPanels';

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
    return encoder.width > 1 ? [{ name: methodTitle(method), output, encoder, axis: levelAxis(run) }] : [];
  });
  if (learned.length === 0) return `Encodings on ${benchmark}: needs a finished run of a method with codes.`;
  const [{ output, encoder, axis }] = learned;
  const known = FAMILIES.map(([family, name]) => ({ name, encoder: belCode(family, encoder.levels) }));
  const codes = Object.fromEntries([...known, ...learned].map(({ name, encoder: code }) => [name, code]));
  const rows = [
    ...known.map(({ name, encoder: { levels, width, values } }) => ({
      name,
      code: { levels, width, values: Float64Array.from(values, (bit) => 2 * bit - 1) },
    })),
    ...learned.map(({ name, encoder: code }) => ({ name, code: centred(code) })),
  ];
  return {
    kind: 'figure',
    name: nameIn(study, `learned-encodings-${benchmark}`),
    title: `Encodings on ${benchmark} (${output})`,
    caption: `Measured encoder of the first seed: the mean code of the training samples of each level. ${ENCODING_TEXT} Unary and Hadamard as designed. Direct regression has one output and no code. ${dataOf(study)}`,
    ...encodingPanels(codes, { axis }),
    rows: rows.flatMap(({ name, code: { levels, width, values } }) =>
      Array.from({ length: levels }, (_, n) => ({
        benchmark,
        encoding: name,
        level: n,
        code: Array.from({ length: width }, (_, m) => Number(values[n * width + m].toFixed(4))).join(' '),
      })),
    ),
  };
}
