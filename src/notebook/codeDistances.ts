import type { Encoding } from '../encodings/encoding';
import { encodingProperties, type RealEncoding } from '../encodings/properties';
import type { Figure } from '../report/document';

/**
 * Distances between codes against distances between labels: for each |i − j| the mean of ‖E_i − E_j‖₁, in % of the
 * largest mean. R1 asks for a straight line (property 1).
 * @param codes by the name that is shown.
 * @throws RlelError for a code with fewer than 3 levels.
 */
export function codeDistances(codes: Readonly<Record<string, Encoding | RealEncoding>>): Figure {
  const lines = Object.entries(codes).map(([name, code]) => ({ name, means: meansByDistance(code) }));
  return {
    kind: 'figure',
    name: 'code-distances',
    title: 'How far apart are the codes of labels that are |i − j| levels apart?',
    caption:
      'Mean L1 distance of two levels’ codes, in % of the largest mean. At large distances there are few pairs of levels.',
    data: lines.map(({ name, means }) => ({
      type: 'scatter' as const,
      mode: 'lines+markers' as const,
      name,
      x: means.map((_, i) => i + 1),
      y: means,
    })),
    layout: {
      xaxis: { title: { text: 'distance between labels, levels' } },
      yaxis: { title: { text: 'distance between codes, %' }, rangemode: 'tozero' },
      height: 400,
    },
    rows: lines.flatMap(({ name, means }) => means.map((distance, i) => ({ code: name, labels: i + 1, distance }))),
  };
}

/** From |i − j| = 1 on; levels that were never seen are passed over. */
function meansByDistance(code: Encoding | RealEncoding): number[] {
  const { levels } = code;
  const { distances } = encodingProperties(code);
  const means = Array.from({ length: levels - 1 }, (_, k) => {
    const pairs = Array.from({ length: levels - 1 - k }, (_, i) => distances[i * levels + i + k + 1]);
    const seen = pairs.filter((distance) => !Number.isNaN(distance));
    return seen.reduce((sum, distance) => sum + distance, 0) / seen.length;
  });
  const largest = means.reduce((most, mean) => (mean > most ? mean : most), 0);
  return means.map((mean) => (100 * mean) / largest);
}
