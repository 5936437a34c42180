import { RlelError } from '../../errors';
import { outputNames } from '../../store/predictions';
import { methodColour, methodTitle } from '../colours';
import type { Figure } from '../document';
import type { Evidence } from '../evidence';
import { requireEvidence } from '../requireStudy';

/**
 * Predicted against true labels of the test images, a colour a method; the first output's of several (yaw, x of the first
 * landmark).
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
    caption: `Each point is a test image; on the line the prediction is right. Data: ${config.data.source}; profile: ${config.profile}.`,
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        name: 'prediction = truth',
        x: ends,
        y: ends,
        line: { color: '#8b929a', dash: 'dash', width: 1 },
      },
      ...runs.map((run) => ({
        type: 'scatter' as const,
        mode: 'markers' as const,
        name: methodTitle(run.config.method),
        x: run.samples().map(({ truth }) => truth[0]),
        y: run.samples().map(({ prediction }) => Number(prediction[0].toFixed(2))),
        text: run.samples().map(({ image }) => image),
        marker: { color: methodColour(run.config.method), size: 5, opacity: 0.6 },
      })),
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
