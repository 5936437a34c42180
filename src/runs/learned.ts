import { PROTOCOL } from '../benchmarks/protocol';
import type { Learned } from '../store/runRecord';
import type { Epoch } from '../training/loop';

/** Where the last part of a run begins, as a share of its epochs. */
const LAST = 0.8;

/**
 * Whether a run has learned, by the protocol's measures.
 * @param error on the test set, and that of the constant predictor, in one unit.
 * @param history of the chosen candidate.
 */
export function learnedIn(
  benchmark: string,
  { error, constant }: { readonly error: number; readonly constant: number },
  history: readonly Epoch[],
): Learned {
  const { share: usual, shareOfHard, hard, plateau: most } = PROTOCOL.learned;
  const share = error / constant;
  const plateau = fall(history.map(({ validationError }) => validationError));
  const limit = (hard as readonly string[]).includes(benchmark) ? shareOfHard : usual;
  return { share, plateau, learned: share <= limit && plateau < most };
}

/** By which share errors fall from `LAST` of the epochs on, where they are interpolated between epochs. */
function fall(errors: readonly number[]): number {
  const at = LAST * errors.length - 1; // epoch 0 ends at 1/n of the run
  if (at < 0) return 1; // one epoch alone: nothing is known of its end
  const before = Math.floor(at);
  const there = errors[before] + (at - before) * ((errors[before + 1] ?? errors[before]) - errors[before]);
  return (there - errors[errors.length - 1]) / there;
}
