import { RlelError } from '../errors';
import { requireInteger, requireNumber, shown } from '../input/check';

/**
 * Maps label values (degrees, years, pixels) to levels and back.
 *
 * Level k in [0, N-1] stands for the value `range[0] + k·step`. The paper numbers levels from 1, the published code
 * from 0; this kit from 0. The published code writes the lower end as an offset: level = value + offset, step 1.
 */
export class LabelSpace {
  /** Distance between neighbouring levels, in the label's unit. */
  readonly step: number;
  /** What is added to a value before dividing by `step`. */
  readonly offset: number;

  /**
   * @param range lowest and highest value, in the label's unit.
   * @param levels N ≥ 2.
   * @throws RlelError when the range is empty or not finite, or N is not an integer ≥ 2.
   */
  constructor(
    readonly range: readonly [number, number],
    readonly levels: number,
  ) {
    const [low, high] = Array.isArray(range) && range.length === 2 ? range : [Number.NaN, Number.NaN];
    if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high) {
      throw new RlelError(
        `Label range ${Array.isArray(range) ? range : shown(range)}: expected two finite numbers, the lower one first.`,
      );
    }
    if (!Number.isInteger(levels) || levels < 2) {
      throw new RlelError(`Levels ${levels}: expected an integer of at least 2.`);
    }
    this.step = (high - low) / (levels - 1);
    this.offset = -low;
  }

  /** The published code's form: level = value + offset for N levels one unit apart. */
  static fromOffset(offset: number, levels: number): LabelSpace {
    requireNumber(offset, 'LabelSpace: offset');
    requireInteger(levels, 'LabelSpace: levels', 2);
    return new LabelSpace([-offset, levels - 1 - offset], levels);
  }

  /** The real-valued level of a value; may lie outside [0, N-1]. NaN for NaN. */
  toLevel(value: number): number {
    requireNumeric(value);
    return (value + this.offset) / this.step;
  }

  /** The value of a real-valued level. */
  toValue(level: number): number {
    requireNumeric(level);
    return level * this.step - this.offset;
  }

  /** The nearest level in [0, N-1]; halves go to the even level, values outside are clamped. */
  quantize(value: number): number {
    requireNumber(value, 'LabelSpace: value');
    const level = this.toLevel(value);
    const below = Math.floor(level);
    const rest = level - below;
    const rounded = rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
    return Math.min(Math.max(rounded, 0), this.levels - 1);
  }

  contains(value: number): boolean {
    requireNumeric(value);
    return value >= this.range[0] && value <= this.range[1];
  }
}

/** NaN is passed on: a network that diverged predicts it. @throws RlelError for what is no number. */
function requireNumeric(value: unknown): void {
  if (typeof value !== 'number') throw new RlelError(`LabelSpace: ${shown(value)}, expected a number.`);
}
