/**
 * What one of several promises came to, so that they are dealt with in their own order and not in the one they ended in:
 * the first of two faults is the same every time.
 * @throws what the promise was rejected with.
 */
export function resultOf<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
