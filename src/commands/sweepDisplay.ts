import { MultiBar, type SingleBar } from 'cli-progress';
import { Pace } from './pace';
import { timeLeft } from './progress';

/** Shows a sweep: how far it is in all, above a line a worker; in a log, a line now and then. */
export interface SweepDisplay {
  /** What a worker does, and the fraction of it that is done. */
  worker(slot: number, name: string, fraction: number): void;
  /** A run has ended. */
  ended(slot: number, failed: boolean): void;
  /** A line above the bars. */
  line(text: string): void;
  stop(): void;
}

const LOG_EVERY = 10_000; // ms

/** @param total runs that are to be done. */
export function sweepDisplay(total: number, stream: NodeJS.WriteStream = process.stderr): SweepDisplay {
  const count = new SweepCount(total);
  return stream.isTTY ? barDisplay(count, stream) : logDisplay(count, stream);
}

function barDisplay(count: SweepCount, stream: NodeJS.WriteStream): SweepDisplay {
  const bars = new MultiBar({ stream, clearOnComplete: true, hideCursor: true, barsize: 24, format: '{bar} {text}' });
  const overall = bars.create(1, 0, { text: '' });
  const workers: SingleBar[] = [];
  const show = () => overall.update(count.fraction, { text: count.text });
  return {
    worker(slot, name, fraction) {
      count.worker(slot, fraction);
      while (workers.length <= slot) workers.push(bars.create(1, 0, { text: '' }));
      workers[slot].update(fraction, { text: name });
      show();
    },
    ended(slot, failed) {
      count.ended(slot, failed);
      show();
    },
    line: (text) => bars.log(`${text}\n`),
    stop: () => bars.stop(),
  };
}

function logDisplay(count: SweepCount, stream: NodeJS.WriteStream): SweepDisplay {
  let last = Date.now();
  return {
    worker(slot, name, fraction) {
      count.worker(slot, fraction);
      if (Date.now() - last < LOG_EVERY) return;
      last = Date.now();
      stream.write(`${count.text} · ${name}\n`);
    },
    ended: (slot, failed) => count.ended(slot, failed),
    line: (text) => stream.write(`${text}\n`),
    stop() {},
  };
}

/** Done, failed and under way. */
class SweepCount {
  private done = 0;
  private failures = 0;
  private readonly underWay = new Map<number, number>();
  private readonly pace = new Pace();

  constructor(private readonly total: number) {}

  worker(slot: number, fraction: number): void {
    this.underWay.set(slot, fraction);
    this.pace.tell(this.fraction);
  }

  ended(slot: number, failed: boolean): void {
    this.underWay.delete(slot);
    if (failed) this.failures += 1;
    else this.done += 1;
    this.pace.tell(this.fraction);
  }

  get fraction(): number {
    const parts = [...this.underWay.values()].reduce((sum, fraction) => sum + fraction, 0);
    return Math.min((this.done + this.failures + parts) / this.total, 1);
  }

  get text(): string {
    const { hourly } = this.pace;
    const rate = hourly === null ? '…' : Math.round(hourly * this.total);
    const failed = this.failures > 0 ? ` · ${this.failures} failed` : '';
    return `${this.done}/${this.total} · ${Math.floor(100 * this.fraction)}% · ${rate} an hour · ${timeLeft(this.pace)} left${failed}`;
  }
}
