import { SingleBar } from 'cli-progress';
import { Pace } from './pace';

/** Shows how far long work is: a bar on a terminal, a line now and then in a log. */
export interface ProgressDisplay {
  update(fraction: number, text: string): void;
  /** A line above the bar. */
  line(text: string): void;
  stop(): void;
}

const LOG_EVERY = 10_000; // ms

/** @param quiet nothing is shown. */
export function progressDisplay({ quiet = false } = {}): ProgressDisplay {
  const stream = process.stderr;
  if (quiet) return { update() {}, line() {}, stop() {} };
  return stream.isTTY ? barDisplay(stream) : logDisplay(stream);
}

function barDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  const format = '{bar} {percentage}% · {left} left · {text}';
  const bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true, barsize: 24 });
  const pace = new Pace();
  bar.start(1, 0, { text: '', left: '…' });
  return {
    update(fraction, text) {
      pace.tell(fraction);
      bar.update(fraction, { text, left: timeLeft(pace) });
    },
    line(text) {
      stream.write(`\r\x1b[K${text}\n`);
    },
    stop: () => bar.stop(),
  };
}

function logDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  const pace = new Pace();
  let last = Date.now();
  return {
    update(fraction, text) {
      pace.tell(fraction);
      if (Date.now() - last < LOG_EVERY) return;
      last = Date.now();
      stream.write(`${Math.floor(100 * fraction)}% · ${timeLeft(pace)} left · ${text}\n`);
    },
    line: (text) => stream.write(`${text}\n`),
    stop() {},
  };
}

/** "12 min"; "…" while it is not known. */
export const timeLeft = ({ left }: Pace): string => (left === null ? '…' : duration(left));

/** Seconds as a person says them. */
export function duration(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 100 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
