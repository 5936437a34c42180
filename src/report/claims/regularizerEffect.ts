import type { Code } from '../../encodings/code';
import { mean } from '../../statistics/moments';
import { benchmarksOf, type Evidence, groupBy, type Study } from '../evidence';
import { hasLearned } from '../hasLearned';
import { type RegularizedRun, regularizedRuns } from '../regularizerRuns';
import { type StoredEncoding, storedEncodings } from '../storedEncoding';
import { type Judgement, noteOf } from './claim';
import { judgeEffect } from './judge';
import { CLAIMS_PROTOCOL, thresholdOf } from './protocol';
import type { Stratum } from './stratum';

/** An output's encoder and decoding matrix, both [N, M] with rows of NaN where a level has too few training samples. */
export interface Measured {
  readonly encoder: Code;
  readonly decoding: Code | null;
}

/** How the claims say which levels they are about. */
export const LEVELS_TEXT = `Levels with fewer than ${CLAIMS_PROTOCOL.samplesALevel} training samples are left out: a mean of few codes, or a column of D that nothing has trained, says nothing`;

/** Levels that have samples enough: the least that a property is taken of. */
const LEAST_LEVELS = 3;

/**
 * Judges what turning one regularizer on does to a property of the encoding, by benchmark and seed: the largest weight against
 * 0, the other weight being the same (averaged over its values).
 * @param property of one output's encoding; averaged over a run's outputs.
 */
export function judgeRegularizer(
  study: Study,
  weight: 'alpha' | 'beta',
  property: (measured: Measured) => number,
  claim: string,
): Judgement {
  const other = weight === 'alpha' ? 'beta' : 'alpha';
  const runs = regularizedRuns(study);
  const levels = new Map<string, string>();
  const value = ({ run, benchmark }: RegularizedRun): number => {
    const outputs = storedEncodings(run).map(wellMeasured);
    const least = Math.min(...outputs.map(({ kept }) => kept));
    const all = outputs[0].encoder.levels;
    if (least < all) levels.set(benchmark, `${least} of ${all} on ${benchmark}`);
    return least < LEAST_LEVELS ? Number.NaN : mean(outputs.map(property));
  };
  const strata = benchmarksOf(study.runs)
    .map((name): Stratum => {
      const own = runs.filter(({ benchmark }) => benchmark === name);
      const lines = groupBy(own, (point) => JSON.stringify([point[other], point.run.config.seed]));
      const bySeed = new Map<number, number[]>();
      const used: Evidence[] = [];
      for (const points of lines.values()) {
        const ordered = [...points].sort((a, b) => a[weight] - b[weight]);
        const [off, on] = [ordered[0], ordered[ordered.length - 1]];
        if (off[weight] !== 0 || on[weight] === 0) continue;
        const change = value(on) - value(off);
        if (Number.isNaN(change)) continue;
        const { seed } = off.run.config;
        bySeed.set(seed, [...(bySeed.get(seed) ?? []), change]);
        used.push(off.run, on.run);
      }
      const effects = new Map([...bySeed].map(([seed, changes]) => [seed, mean(changes)]));
      return { name, effects, runs: used.length, learned: used.every(hasLearned) };
    })
    .filter(({ effects }) => effects.size > 0);
  const judged = judgeEffect(strata, thresholdOf(claim), claim);
  if (levels.size === 0) return judged;
  const kept = `levels with samples enough: ${[...levels.values()].join(', ')}`;
  return { ...judged, note: noteOf(judged.note, kept) };
}

/** An output's matrices without the levels that have too few samples, and how many are left. */
function wellMeasured({ encoder, decoding, counts }: StoredEncoding): Measured & { readonly kept: number } {
  const { levels, width, values } = encoder;
  const enough = Array.from({ length: levels }, (_, n) =>
    counts ? counts[n] >= CLAIMS_PROTOCOL.samplesALevel : !Number.isNaN(values[n * width]),
  );
  const masked = (code: Code): Code => ({
    ...code,
    values: Float32Array.from(code.values, (x, i) => (enough[Math.floor(i / code.width)] ? x : Number.NaN)),
  });
  return {
    encoder: masked(encoder),
    decoding: decoding && masked(decoding),
    kept: enough.filter((one) => one).length,
  };
}
