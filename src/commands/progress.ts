import { SingleBar } from 'cli-progress';

/** Shows how far long work is: a bar on a terminal, a line now and then in a log. */
export interface ProgressDisplay {
  update(fraction: number, text: string): void;
  /** A line above the bar. */
  line(text: string): void;
  stop(): void;
}

const LOG_EVERY = 10_000; // ms

export function progressDisplay(stream: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  return stream.isTTY ? barDisplay(stream) : logDisplay(stream);
}

function barDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  const format = '{bar} {percentage}% · {left} left · {text}';
  const bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true, barsize: 24 });
  const started = Date.now();
  bar.start(1, 0, { text: '', left: '…' });
  return {
    update: (fraction, text) => bar.update(fraction, { text, left: timeLeft(started, fraction) }),
    line(text) {
      stream.write(`\r\x1b[K${text}\n`);
    },
    stop: () => bar.stop(),
  };
}

function logDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  const started = Date.now();
  let last = started;
  return {
    update(fraction, text) {
      if (Date.now() - last < LOG_EVERY) return;
      last = Date.now();
      stream.write(`${Math.floor(100 * fraction)}% · ${timeLeft(started, fraction)} left · ${text}\n`);
    },
    line: (text) => stream.write(`${text}\n`),
    stop() {},
  };
}

function timeLeft(started: number, fraction: number): string {
  if (fraction <= 0) return '…';
  const seconds = Math.round(((Date.now() - started) / 1000) * (1 / fraction - 1));
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
