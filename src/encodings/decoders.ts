/**
 * BEL's special decoder of unary codes: the number of positive logits.
 * @param logits row-major [K, M].
 * @returns [K] levels.
 */
export function unaryDecode(logits: ArrayLike<number>, width: number): Int32Array {
  return eachRow(logits, width, (bits) => bits.reduce((sum, bit) => sum + bit, 0));
}

/**
 * BEL's special decoder of Johnson codes of h bits: (h − first set bit) + (h − 1 − last set bit).
 * The published codes differ where no logit is positive: 0 in the age task, h in pose and landmarks.
 * @param logits row-major [K, h].
 * @returns [K] levels.
 */
export function johnsonDecode(logits: ArrayLike<number>, width: number, task: 'age' | 'pose'): Int32Array {
  return eachRow(logits, width, (bits) => {
    const first = bits.indexOf(1);
    if (first < 0) return task === 'age' ? 0 : width;
    return width - first + (width - 1 - bits.lastIndexOf(1));
  });
}

function eachRow(logits: ArrayLike<number>, width: number, decode: (bits: number[]) => number): Int32Array {
  return Int32Array.from({ length: logits.length / width }, (_, k) =>
    decode(Array.from({ length: width }, (_bit, m) => (logits[k * width + m] > 0 ? 1 : 0))),
  );
}
