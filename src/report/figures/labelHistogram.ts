import type { LabelSettings } from '../../benchmarks/benchmark';
import { benchmarkNamed } from '../../benchmarks/registry';
import type { Dataset } from '../../datasets/dataset';
import { requireDataset } from '../../datasets/requireDataset';
import { requireArray, requireObject } from '../../input/check';
import { toGrid } from '../../training/labelGrid';
import type { Figure } from '../document';
import { panels } from './panels';

const PARTS = ['train', 'test'] as const;
const BINS = 32;

/**
 * How often labels occur in the training and the test set: a panel a label (yaw, pitch, roll; age; angle); of landmarks
 * all x and all y, on the grid of 256 over the face.
 * @param labels of the run's settings, in the order of the samples' values.
 */
export function labelHistogram(benchmark: string, data: Dataset, labels: readonly LabelSettings[]): Figure {
  benchmarkNamed(benchmark);
  requireDataset(data, 'labelHistogram');
  requireArray(labels, 'labelHistogram: labels', 1);
  for (const label of labels) requireObject(label, 'labelHistogram: a label', ['name', 'outputs', 'range', 'levels']);
  const landmarks = labels.length === 1 && labels[0].outputs > 1;
  const names = landmarks ? ['x', 'y'] : labels.map(({ name }) => name);
  const unit = landmarks ? 'grid of 256' : data.unit;
  const valuesOf = (part: (typeof PARTS)[number], k: number): number[] =>
    Array.from(data.split[part]).flatMap((index) => {
      const sample = data.samples[index];
      const values = toGrid(sample.values, sample, false);
      return landmarks ? values.filter((_, i) => i % 2 === k) : [values[k]];
    });
  const range = (k: number) => labels[landmarks ? 0 : k].range;
  const { domains, layout } = panels(names, 3, () => ({
    x: { title: { text: unit } },
    y: { title: { text: 'share, %' } },
  }));
  const shares = PARTS.flatMap((part) =>
    names.map((name, k) => ({ part, name, k, bins: binned(valuesOf(part, k), range(k)) })),
  );
  return {
    kind: 'figure',
    name: `labels-${benchmark}`,
    title: `Labels of ${benchmark}`,
    caption: `${data.split.train.length} training and ${data.split.test.length} test samples. Data: ${data.format} (${data.source === 'twin' ? 'synthetic twin' : data.source}).`,
    data: shares.map(({ part, k, bins }) => ({
      type: 'bar' as const,
      name: part,
      legendgroup: part,
      showlegend: k === 0,
      x: bins.map(({ middle }) => middle),
      y: bins.map(({ share }) => share),
      opacity: 0.6,
      marker: { color: part === 'train' ? '#2a80c5' : '#e69f00' },
      ...domains[k],
    })),
    layout: { ...layout, barmode: 'overlay', bargap: 0 },
    rows: shares.flatMap(({ part, name, bins }) => bins.map((bin) => ({ part, name, ...bin }))),
  };
}

/** Share of the values, %, in each of equal parts of a range; values beyond it count for the first or the last. */
function binned(
  values: readonly number[],
  [low, high]: readonly [number, number],
): { middle: number; share: number }[] {
  const counts = new Array<number>(BINS).fill(0);
  const width = (high - low) / BINS;
  for (const value of values) counts[Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / width)))] += 1;
  return counts.map((count, i) => ({ middle: low + (i + 0.5) * width, share: (100 * count) / values.length }));
}
