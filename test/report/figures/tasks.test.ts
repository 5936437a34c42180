import { expect, test } from 'vitest';
import { arcCurvature } from '../../../src/datasets/twins/road';
import { benchmarkText } from '../../../src/report/benchmarkText';
import type { Evidence, Study } from '../../../src/report/evidence';
import { cumulativeScores } from '../../../src/report/figures/cumulativeScores';
import { errorByCurvature } from '../../../src/report/figures/errorByCurvature';
import { landmarkErrors } from '../../../src/report/figures/landmarkErrors';
import { numberedMatrices } from '../../../src/report/figures/matrices';
import { poseErrors } from '../../../src/report/figures/poseErrors';
import { regularizerText } from '../../../src/report/regularizerText';
import { errorsOnly, seeds, studyOf } from '../../support/studies';

/** A study of one run of RLEL, with predictions of one's choice. */
function predicting(
  benchmark: string,
  rows: readonly (readonly [truth: readonly number[], prediction: readonly number[], error: number])[],
): Study {
  const study = studyOf(seeds({ benchmark, method: 'rlel' }, [4]));
  const [run] = study.runs;
  const changed: Evidence = {
    ...run,
    samples: () =>
      rows.map(([truth, prediction, error], i) => ({
        ...{ image: `${i}`, split: 'test', subsets: [], truth, prediction },
        error,
      })),
  };
  return { ...study, runs: [changed] };
}

const rowsOf = (figure: { rows: readonly object[] } | string) => {
  if (typeof figure === 'string') throw new Error(figure);
  return figure.rows;
};

test('error of each landmark: an image’s error is the mean over its points', () => {
  const study = predicting('FLD1', [
    [[0, 0, 10, 0], [0, 0, 10, 6], 3],
    [[0, 0, 10, 0], [2, 0, 10, 2], 4],
  ]);
  const figure = landmarkErrors(study, 'FLD1');
  expect(rowsOf(figure)).toEqual([
    { benchmark: 'FLD1', method: 'rlel', point: 0, error: 2 },
    { benchmark: 'FLD1', method: 'rlel', point: 1, error: 5 },
  ]);
  expect(figure).toMatchObject({ caption: expect.stringContaining('Hardest: point 1 (5.0 %), point 0 (2.0 %)') });
  expect(landmarkErrors(studyOf(seeds({ benchmark: 'PN', method: 'rlel' }, [1])), 'PN')).toContain(
    'needs runs of RLEL',
  );
});

test('error over yaw × pitch: cells of 15°, none of few images', () => {
  const at = (yaw: number, pitch: number, error: number) =>
    [[yaw, pitch, 0], [yaw, pitch, 0], error] as [number[], number[], number];
  const study = predicting('LFH1', [...[1, 2, 3, 4, 5].map((error) => at(3, -2, error)), at(20, -2, 9)]);
  expect(rowsOf(poseErrors(study, 'LFH1'))).toEqual([
    { benchmark: 'LFH1', method: 'rlel', yaw: 7.5, pitch: -7.5, images: 5, error: 3 },
    { benchmark: 'LFH1', method: 'rlel', yaw: 22.5, pitch: -7.5, images: 1, error: null },
  ]);
  expect(poseErrors(studyOf(seeds({ benchmark: 'PN', method: 'rlel' }, [1])), 'PN')).toContain('on head pose');
});

test('CS@k: the share of test images that are at most k off', () => {
  const study = predicting(
    'AE1',
    [0, 1, 1.5, 20].map((error) => [[30], [30 + error], error]),
  );
  const scores = rowsOf(cumulativeScores(study, 'AE1')) as { k: number; score: number }[];
  expect(scores.slice(0, 3).map(({ score }) => score)).toEqual([25, 50, 75]);
  expect(scores.at(-1)).toMatchObject({ k: 15, score: 75 });
});

test('error over curvature: bends to both sides together, from straight roads on', () => {
  const angles = [0, 10, -20, 30, -40, 50, -60, 70];
  const study = predicting(
    'PN',
    angles.map((angle, i) => [[angle], [angle + i], i]),
  );
  expect(rowsOf(errorByCurvature(study, 'PN'))).toEqual(
    angles.map((angle, i) => ({
      ...{ benchmark: 'PN', method: 'rlel', error: i },
      curvature: expect.closeTo(1000 * arcCurvature(Math.abs(angle)), 8),
    })),
  );
});

test('matrices are shown with their numbers, as they are read', () => {
  const { data, rows } = numberedMatrices('x', {
    Ẑ: { rows: ['a'], columns: ['bit 1', 'bit 2'], values: [-0.001, 2.345] },
  });
  expect(data[0]).toMatchObject({ text: [['0.00', '2.35']], y: ['a'], zmin: -2.345, zmax: 2.345 });
  expect(rows[1]).toEqual({ matrix: 'Ẑ', row: 'a', column: 'bit 2', value: 2.345 });
});

/** Made-up errors of methods on a benchmark, a seed each. */
const study = (errors: Record<string, number[]>, learned: Record<string, boolean> = {}, benchmark = 'PN') =>
  errorsOnly(
    Object.entries(errors).flatMap(([method, own]) => seeds({ benchmark, method, learned: learned[method] }, own)),
  );

test('what a benchmark’s runs say: the lowest error, what has not learned, the paper’s order where it fails', () => {
  const text = benchmarkText(
    study({ rlel: [3, 3.2], sa: [4, 4.1], lel: [2, 2.1], bel: [3.1, 3.15], ae: [9, 9] }, { ae: false }),
    'PN',
  ).split('\n');
  expect(text[0]).toBe(
    '- The lowest mean error has **LEL**: 2.05 degrees, 20 % of the constant predictor’s. RLEL’s is 3.10, in place 2 of 5.',
  );
  expect(text[1]).toContain('not all runs of AE have learned the task:');
  expect(text[2]).toBe(
    '- RLEL’s error is lower than that of SA, AE; higher than that of LEL; lower with some seeds and higher with others than that of BEL (with each of 2 seeds; there is no test with fewer than 5).',
  );
  expect(text[3]).toBe('- In the paper’s table RLEL is below SA, AE, LEL, BEL; **here this is not so for LEL**.');
  expect(text).toHaveLength(4);
  expect(benchmarkText(study({ rlel: [3], sa: [4] }), 'PN')).toContain(
    '- RLEL’s error is lower than that of SA (with the one seed; there is no test',
  );
});

test('with five seeds there is a test; an order that holds, and one of another sign', () => {
  const jitter = [0, 0.01, -0.01, 0.02, -0.02];
  const around = (value: number) => jitter.map((one) => value + one);
  const text = benchmarkText(study({ rlel: around(2), sa: around(3).reverse(), bel: around(2) }, {}, 'AE1'), 'AE1');
  expect(text).toContain(
    'lower than that of SA; not told from that of BEL (by paired t over 5 seeds, corrected by Holm)',
  );
  expect(text).toContain('All methods have learned the task');
  expect(text).toContain('In the paper’s table RLEL is below SA; so it is here.');
  expect(text).toContain('In the paper’s table RLEL is not below BEL; so it is here.');
  expect(() => benchmarkText(study({ rlel: [1] }), 'AE1')).toThrow('benchmarkText: no runs of AE1');
});

test('what R1 and R2 did in a grid', () => {
  const zigzag = { levels: 4, width: 1, values: [0, 1, 0, 1] };
  const thermometer = { levels: 4, width: 3, values: [0, 0, 0, 2, 0, 0, 2, 2, 0, 2, 2, 2] };
  const at = (alpha: number, beta: number, encoder: typeof zigzag, error: number) =>
    seeds({ benchmark: 'PN', method: 'rlel', encoder, change: { settings: { alpha, beta } } }, [error]);
  const text = regularizerText(
    studyOf([...at(0, 0, zigzag, 5), ...at(0, 1, thermometer, 4), ...at(1, 0, thermometer, 6), ...at(1, 1, zigzag, 7)]),
  );
  expect(text).toContain('goes from 0.30 to 2.00 (R1 asks for at least 2)');
  expect(text).toContain('nearer than 2|i − j| from 100 to 0 %');
  expect(text).toContain('transitions a bit of D go from 3.00 to 1.00');
  expect(text).toContain('lowest with α = 0, β = 1 (4.00 degrees), highest with α = 1, β = 1 (7.00)');
  expect(text).toContain('without regularizers (α = β = 0) it is 5.00. One seed decides nothing.');
  expect(() => regularizerText(studyOf(at(0, 0, zigzag, 5)))).toThrow('over a grid of α and β');
});
