/** p values corrected for their number by Holm (1979), in the order given: (m − i)·p of the i-th smallest, never falling, at most 1. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((at, i) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - i) * pValues[at]));
    adjusted[at] = largest;
  });
  return adjusted;
}
