import { hingesOf } from '../encodings/hinges';
import { transitionsPerBit } from '../encodings/transitionsPerBit';
import { RlelError } from '../errors';
import { mean } from '../statistics/moments';
import type { Study } from './evidence';
import { type RegularizedRun, regularizedRuns, weightsIn } from './regularizerRuns';
import { requireStudy } from './requireStudy';
import { storedEncodings } from './storedEncoding';

/**
 * What the two regularizers did in a grid of α and β, in sentences (Markdown): the encoding between the smallest and the largest
 * weight of each, the other weight being the smallest, and where the error is lowest. Means over seeds.
 * @throws RlelError for a study without such a grid.
 */
export function regularizerText(study: Study): string {
  requireStudy(study, 'regularizerText');
  const runs = regularizedRuns(study);
  const [alphas, betas] = [weightsIn(runs, 'alpha'), weightsIn(runs, 'beta')];
  if (alphas.length < 2 || betas.length < 2)
    throw new RlelError('regularizerText: needs runs of RLEL over a grid of α and β, two values of each.');
  const at = (alpha: number, beta: number): RegularizedRun[] =>
    runs.filter((run) => run.alpha === alpha && run.beta === beta);
  const between = (of: (run: RegularizedRun) => number, weight: 'alpha' | 'beta', digits: number): string => {
    const [from, to] = [0, -1].map((end) =>
      weight === 'alpha' ? at(alphas.at(end) as number, betas[0]) : at(alphas[0], betas.at(end) as number),
    );
    return `from ${mean(from.map(of)).toFixed(digits)} to ${mean(to.map(of)).toFixed(digits)}`;
  };
  const hinges = ({ run }: RegularizedRun) => hingesOf(storedEncodings(run)[0].encoder);
  const transitions =
    (which: 'encoder' | 'decoding') =>
    ({ run }: RegularizedRun): number => {
      const code = storedEncodings(run)[0][which];
      return code ? transitionsPerBit(code) : Number.NaN;
    };
  const cells = alphas.flatMap((alpha) =>
    betas.flatMap((beta) => {
      const own = at(alpha, beta);
      return own.length > 0 ? [{ alpha, beta, error: mean(own.map(({ run }) => run.error)), runs: own.length }] : [];
    }),
  );
  const sorted = [...cells].sort((a, b) => a.error - b.error);
  const [best, worst] = [sorted[0], sorted[sorted.length - 1]];
  const none = cells.find(({ alpha, beta }) => alpha === 0 && beta === 0);
  const { result } = runs[0].run;
  const against = none ? `; without regularizers (α = β = 0) it is ${none.error.toFixed(2)}` : '';
  const seeds = Math.min(...cells.map((cell) => cell.runs));
  return [
    `- **R1**, β from ${betas[0]} to ${betas.at(-1)} at α = ${alphas[0]}: the slope of ‖E_i − E_j‖₁ on |i − j| goes ${between((run) => hinges(run).slope, 'beta', 2)} (R1 asks for at least 2), the share of pairs that are nearer than 2|i − j| ${between((run) => 100 * hinges(run).violated, 'beta', 0)} %.`,
    `- **R2**, α from ${alphas[0]} to ${alphas.at(-1)} at β = ${betas[0]}: transitions a bit of D go ${between(transitions('decoding'), 'alpha', 2)}, those of E, the code that the network outputs, ${between(transitions('encoder'), 'alpha', 2)} (1 is the least).`,
    `- **Error**: lowest with α = ${best.alpha}, β = ${best.beta} (${best.error.toFixed(2)} ${result.unit}), highest with α = ${worst.alpha}, β = ${worst.beta} (${worst.error.toFixed(2)})${against}. ${seeds === 1 ? 'One seed decides nothing' : `At least ${seeds} seeds each`}.`,
  ].join('\n');
}
