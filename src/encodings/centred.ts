import { mean } from '../statistics/moments';
import type { Code } from './code';

/** Each bit's mean over the levels that were seen taken away, so that bits with an offset can be compared. */
export function centred({ levels, width, values }: Code): Code & { readonly values: Float64Array } {
  const result = new Float64Array(levels * width);
  for (let m = 0; m < width; m++) {
    const column = Array.from({ length: levels }, (_, n) => values[n * width + m]);
    const middle = mean(column.filter((value) => !Number.isNaN(value)));
    for (let n = 0; n < levels; n++) result[n * width + m] = column[n] - middle;
  }
  return { levels, width, values: result };
}
