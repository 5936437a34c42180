import { binarized } from '../../encodings/binarized';
import { encodingProperties } from '../../encodings/properties';
import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import { methodNames } from '../../methods/registry';
import { mean } from '../../statistics/moments';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { benchmarksOf, type Evidence, type Study, tableRuns } from '../evidence';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { measured } from './describe';

interface Properties {
  readonly bits: number;
  readonly linearity: number;
  readonly transitions: number;
  readonly minimum: number;
  readonly correctable: number;
}

/** Means over a run's outputs. */
function propertiesOf(run: Evidence): Properties {
  const all = storedEncodings(run).map(({ encoder }): Properties => {
    const code = binarized(encoder);
    const { minimumDistance } = encodingProperties(code);
    return {
      bits: encoder.width,
      linearity: encodingProperties(encoder).linearity,
      transitions: transitionsPerBit(encoder),
      minimum: minimumDistance,
      correctable: Math.max(0, Math.floor((minimumDistance - 1) / 2)),
    };
  });
  const over = (key: keyof Properties): number => mean(all.map((one) => one[key]));
  return {
    bits: over('bits'),
    linearity: over('linearity'),
    transitions: over('transitions'),
    minimum: over('minimum'),
    correctable: over('correctable'),
  };
}

/** What the encodings are like that the networks have learned to output. */
export function encodingTable(study: Study): Table {
  const rows = benchmarksOf(study.runs).flatMap((benchmark) =>
    methodNames().flatMap((method) => {
      const all = tableRuns(study, benchmark, method).map(propertiesOf);
      if (all.length === 0) return [];
      const of = (key: keyof Properties, digits: number) =>
        measured(
          all.map((one) => one[key]),
          digits,
        );
      return [
        {
          benchmark,
          method: methodTitle(method),
          bits: of('bits', 0),
          linearity: of('linearity', 3),
          transitions: of('transitions', 2),
          minimum: of('minimum', 1),
          correctable: of('correctable', 1),
        },
      ];
    }),
  );
  return {
    kind: 'table',
    name: nameIn(study, 'encodings'),
    title: 'Properties of the final encodings',
    caption: `Of the measured encoder E (the mean code of the training samples of each level), means over a run’s first outputs, ± standard deviation over seeds. Linearity: Pearson’s r of ‖E_i − E_j‖₁ with |i − j|. Transitions a bit: Σ|E_n,m − E_n+1,m| over the bits’ ranges, 1 at least. The others are of E as bits, each split at the middle of its range: smallest distance between two levels that occur, and bit errors that can be corrected, ⌊(d − 1)/2⌋. ${dataOf(study)}`,
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'method', label: 'Method' },
      { key: 'bits', label: 'Bits M' },
      { key: 'linearity', label: 'Linearity' },
      { key: 'transitions', label: 'Transitions a bit' },
      { key: 'minimum', label: 'Minimum distance' },
      { key: 'correctable', label: 'Errors corrected' },
    ],
    rows,
  };
}
