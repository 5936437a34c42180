import { binarized } from '../../encodings/binarized';
import { encodingProperties } from '../../encodings/properties';
import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import { mean } from '../../statistics/moments';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { type Evidence, type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { measured } from './describe';
import { type ColumnOf, tableOf } from './tableOf';

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
  requireStudy(study, 'encodingTable');
  return tableOf(
    {
      name: nameIn(study, 'encodings'),
      title: 'Properties of the final encodings',
      caption: `Of the measured encoder E (the mean code of the training samples of each level), means over a run’s first outputs, ± standard deviation over seeds. Linearity: Pearson’s r of ‖E_i − E_j‖₁ with |i − j|. Transitions a bit: Σ|E_n,m − E_n+1,m| over the bits’ ranges, 1 at least. The others are of E as bits, each split at the middle of its range: smallest distance between two levels that occur, and bit errors that can be corrected, ⌊(d − 1)/2⌋. ${dataOf(study)}`,
    },
    tableGroups(study).map(({ runs, ...group }) => ({ ...group, all: runs.map(propertiesOf) })),
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['method', 'Method', ({ method }) => methodTitle(method)],
      property('bits', 'Bits M', 0),
      property('linearity', 'Linearity', 3),
      property('transitions', 'Transitions a bit', 2),
      property('minimum', 'Minimum distance', 1),
      property('correctable', 'Errors corrected', 1),
    ],
  );
}

const property = (
  key: keyof Properties,
  label: string,
  digits: number,
): ColumnOf<{ readonly all: readonly Properties[] }> => [
  key,
  label,
  ({ all }) =>
    measured(
      all.map((one) => one[key]),
      digits,
    ),
];
