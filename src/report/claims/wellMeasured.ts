import type { Code } from '../../encodings/code';
import { mean } from '../../statistics/moments';
import type { Evidence } from '../evidence';
import { type StoredEncoding, storedEncodings } from '../storedEncoding';
import { CLAIMS_PROTOCOL } from './protocol';

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
 * A property of a run's encodings, of the levels that have samples enough.
 * @param property of one output's encoding; averaged over a run's outputs.
 * @returns its value, NaN where an output has too few such levels; how many the output with the fewest has, of all.
 */
export function propertyOf(
  run: Evidence,
  property: (measured: Measured) => number,
): { readonly value: number; readonly kept: number; readonly levels: number } {
  const outputs = storedEncodings(run).map(wellMeasured);
  const kept = Math.min(...outputs.map((output) => output.kept));
  const value = kept < LEAST_LEVELS ? Number.NaN : mean(outputs.map(property));
  return { value, kept, levels: outputs[0].encoder.levels };
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
