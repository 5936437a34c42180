/** The time of many pieces of work of a kind, such as a training's steps: plain data, for checkpoints. */
export interface WorkTime {
  /** Pieces of usual length, their seconds, and those of them in which they waited for data. */
  count: number;
  seconds: number;
  waited: number;
  /** The others. */
  long: { seconds: number; waited: number }[];
}

/** Seconds from which on a piece may be one in which the machine slept, or the process was stopped. */
const LONG = 10;
/** It was, when the piece took longer than this many usual ones. */
const PAUSE = 20;

export const noWork = (): WorkTime => ({ count: 0, seconds: 0, waited: 0, long: [] });

export function addPiece(time: WorkTime, seconds: number, waited = 0): void {
  if (seconds > LONG) {
    time.long.push({ seconds, waited });
    return;
  }
  time.count += 1;
  time.seconds += seconds;
  time.waited += waited;
}

/**
 * What the work took in all, seconds; a piece in which the machine slept or the process was stopped counts as a usual one.
 * (The clock of a machine that suspends itself stands still, but not that of a process or virtual machine that is stopped.)
 */
export function totalOf({ count, seconds, waited, long }: WorkTime): { seconds: number; waited: number } {
  const lengths = long.map((piece) => piece.seconds).sort((a, b) => a - b);
  const usual = count > 0 ? seconds / count : lengths[(lengths.length - 1) >> 1];
  return long
    .map((piece) => (piece.seconds > PAUSE * usual ? { seconds: usual, waited: 0 } : piece))
    .reduce((sum, piece) => ({ seconds: sum.seconds + piece.seconds, waited: sum.waited + piece.waited }), {
      seconds,
      waited,
    });
}
