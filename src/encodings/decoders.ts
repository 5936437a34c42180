import { RlelError } from '../errors';
import { requireInteger, requireNumbers, requireOneOf } from '../input/check';

/**
 * BEL's special decoder of unary codes: the number of positive logits.
 * @param logits row-major [K, M].
 * @returns [K] levels.
 * @throws RlelError for numbers that are no rows of that width.
 */
export function unaryDecode(logits: ArrayLike<number>, width: number): Int32Array {
  return eachRow('unaryDecode', logits, width, (bits) => bits.reduce((sum, bit) => sum + bit, 0));
}

/**
 * BEL's special decoder of Johnson codes of h bits: (h − first set bit) + (h − 1 − last set bit).
 * The published codes differ where no logit is positive: 0 in the age task, h in pose and landmarks.
 * @param logits row-major [K, h].
 * @returns [K] levels.
 * @throws RlelError for numbers that are no rows of that width, or an unknown task.
 */
export function johnsonDecode(logits: ArrayLike<number>, width: number, task: 'age' | 'pose'): Int32Array {
  requireOneOf(task, 'johnsonDecode: task', ['age', 'pose']);
  return eachRow('johnsonDecode', logits, width, (bits) => {
    const first = bits.indexOf(1);
    if (first < 0) return task === 'age' ? 0 : width;
    return width - first + (width - 1 - bits.lastIndexOf(1));
  });
}

function eachRow(
  who: string,
  logits: ArrayLike<number>,
  width: number,
  decode: (bits: number[]) => number,
): Int32Array {
  requireNumbers(logits, `${who}: logits`);
  requireInteger(width, `${who}: width`, 1);
  if (logits.length % width !== 0)
    throw new RlelError(`${who}: ${logits.length} logits are no rows of ${width}. Expected K × width of them.`);
  return Int32Array.from({ length: logits.length / width }, (_, k) =>
    decode(Array.from({ length: width }, (_bit, m) => (logits[k * width + m] > 0 ? 1 : 0))),
  );
}
