import { RlelError } from '../../errors';
import { outputNames } from '../../store/predictions';
import { methodColour, methodTitle } from '../colours';
import type { Figure } from '../document';
import type { Evidence, TestedSample } from '../evidence';
import { requireEvidence } from '../requireStudy';

/** Cells of the figure, across and up, of about a point's size. */
const CELLS = [120, 80] as const;

/** A run's test images, one of those whose points lie in one cell: what is under another is not seen, but makes files large. */
function seenOf(run: Evidence, [low, high]: readonly number[]): TestedSample[] {
  const cells = new Map<string, TestedSample>();
  for (const one of run.samples()) {
    const place = [one.truth[0], one.prediction[0]].map((value, i) =>
      Math.floor((CELLS[i] * (value - low)) / (high - low || 1)),
    );
    const cell = place.join();
    if (!cells.has(cell)) cells.set(cell, one);
  }
  return [...cells.values()];
}

/**
 * Predicted against true labels of the test images, a colour a method; the first output's of several (yaw, x of the first
 * landmark). Of points that lie on one another one is shown; rows have all.
 * @param runs of one benchmark.
 */
export function predictedAgainstTrue(runs: readonly Evidence[]): Figure {
  requireEvidence(runs, 'predictedAgainstTrue', 1);
  const benchmarks = new Set(runs.map(({ config }) => config.benchmark));
  if (benchmarks.size > 1)
    throw new RlelError(`predictedAgainstTrue: runs of ${[...benchmarks].join(', ')}, expected of one benchmark.`);
  const [{ config, result }] = runs;
  const [output] = outputNames(config);
  const unit = result.metric === 'NME' ? 'pixels' : result.unit;
  const truths = runs.flatMap((run) => run.samples().map(({ truth }) => truth[0]));
  const ends = [truths.reduce((a, b) => Math.min(a, b)), truths.reduce((a, b) => Math.max(a, b))];
  return {
    kind: 'figure',
    name: `predicted-${config.benchmark}`,
    title: `${config.benchmark}: what the networks predict`,
    caption: `Each point is a test image; on the line the prediction is right. Of points that lie on one another one is shown. Data: ${config.data.source}; profile: ${config.profile}.`,
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        name: 'prediction = truth',
        x: ends,
        y: ends,
        line: { color: '#8b929a', dash: 'dash', width: 1 },
      },
      ...runs.map((run) => {
        const shown = seenOf(run, ends);
        return {
          type: 'scatter' as const,
          mode: 'markers' as const,
          name: methodTitle(run.config.method),
          x: shown.map(({ truth }) => Number(truth[0].toFixed(2))),
          y: shown.map(({ prediction }) => Number(prediction[0].toFixed(2))),
          text: shown.map(({ image }) => image),
          marker: { color: methodColour(run.config.method), size: 5, opacity: 0.6 },
        };
      }),
    ],
    layout: {
      xaxis: { title: { text: `true ${output}, ${unit}` } },
      yaxis: { title: { text: `predicted ${output}, ${unit}` } },
      height: 460,
    },
    rows: runs.flatMap((run) =>
      run.samples().map(({ image, truth, prediction }) => ({
        method: run.config.method,
        image,
        truth: truth[0],
        prediction: prediction[0],
      })),
    ),
  };
}
