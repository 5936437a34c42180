import { addPiece, noWork, totalOf, type WorkTime } from '../training/workTime';

/** How fast work goes that tells its fraction now and then: what was done before it first told, and pauses, do not count. */
export class Pace {
  private work: WorkTime = noWork();
  private first = Number.NaN;
  private last = Number.NaN;
  private told = 0;

  /** @param clock in ms. */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** @param fraction that is done, in [0, 1]; a smaller one than before begins other work. */
  tell(fraction: number): void {
    const now = this.clock();
    if (fraction >= this.last) addPiece(this.work, (now - this.told) / 1000);
    else [this.work, this.first] = [noWork(), fraction];
    [this.told, this.last] = [now, fraction];
  }

  /** Fraction an hour; null: it has not moved yet. */
  get hourly(): number | null {
    const { seconds } = totalOf(this.work);
    return this.last > this.first && seconds > 0 ? (3600 * (this.last - this.first)) / seconds : null;
  }

  /** Seconds; null: not known yet. */
  get left(): number | null {
    const { hourly } = this;
    return hourly && (3600 * (1 - this.last)) / hourly;
  }
}
