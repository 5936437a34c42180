import { binarized } from '../../encodings/binarized';
import { hingesOf } from '../../encodings/hinges';
import { encodingProperties } from '../../encodings/properties';
import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import { mean } from '../../statistics/moments';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { type Evidence, type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { measuredOf } from './describe';
import { type ColumnOf, tableOf } from './tableOf';

interface Properties {
  readonly bits: number;
  readonly slope: number;
  /** Share of the pairs of levels, %. */
  readonly violated: number;
  readonly transitions: number;
  readonly minimum: number;
  readonly correctable: number;
}

/** Means over a run's outputs. */
function propertiesOf(run: Evidence): Properties {
  const all = storedEncodings(run).map(({ encoder }): Properties => {
    const code = binarized(encoder);
    const { minimumDistance } = encodingProperties(code);
    const hinges = hingesOf(encoder);
    return {
      bits: encoder.width,
      slope: hinges.slope,
      violated: 100 * hinges.violated,
      transitions: transitionsPerBit(encoder),
      minimum: minimumDistance,
      correctable: Math.max(0, Math.floor((minimumDistance - 1) / 2)),
    };
  });
  const over = (key: keyof Properties): number => mean(all.map((one) => one[key]));
  return {
    bits: over('bits'),
    slope: over('slope'),
    violated: over('violated'),
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
      caption: `Of the measured encoder E (the mean code of the training samples of each level), means over a run’s first outputs, ± standard deviation over seeds. Slope: of ‖E_i − E_j‖₁ on |i − j|, of which R1 asks 2 for every pair of levels; violated: share of the pairs that are nearer than 2|i − j|. Transitions a bit: Σ|E_n,m − E_n+1,m| over the bits’ ranges, 1 at least; none where no bit changes. The others are of E as bits, each split at the middle of its range: smallest distance between two levels that occur, and bit errors that can be corrected, ⌊(d − 1)/2⌋. ${dataOf(study)}`,
      folded: true,
    },
    tableGroups(study).map((group) => ({ ...group, all: new Map(group.runs.map((run) => [run, propertiesOf(run)])) })),
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['method', 'Method', ({ method }) => methodTitle(method)],
      property('bits', 'Bits M', 0),
      property('slope', 'Slope', 2),
      property('violated', 'Violated, %', 0),
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
): ColumnOf<{ readonly runs: readonly Evidence[]; readonly all: ReadonlyMap<Evidence, Properties> }> => [
  key,
  label,
  ({ runs, all }) => measuredOf(runs, digits, (run) => Number(all.get(run)?.[key])),
];
