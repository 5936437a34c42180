import { DataError } from '../dataError';
import { parseNumber } from '../parseNumber';
import { checkInside } from '../paths';
import { type Line, linesOf } from '../readFile';
import { type OnProblem, parseEach, throwProblem } from '../table';

export interface LabelledFrame {
  /** The image's name in the label file. */
  readonly id: string;
  /** The angle, degrees. */
  readonly value: number;
  /** 1-based row of the label file. */
  readonly row: number;
  /** When it was taken, in ms; null: the row does not say. */
  readonly time: number | null;
}

const ROW = /^(\S+)\s+([^\s,]+)(?:,\s*(.*))?$/;
const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[:.](\d{1,3})\d*)?$/;

/**
 * Parses the driving data set's label file: rows `N.jpg angle` or `N.jpg angle,date time`, angles in degrees. Frames
 * with |angle| > `maxAngle` are skipped, as published (100°).
 * @param file its name, for messages.
 * @param onProblem receives what is wrong with a row, which is left out; without it, the first problem is thrown.
 * @throws DataError naming the file and the row: malformed, angle not a number, image named twice, path that leaves
 * the folder, no row at all.
 */
export function parseDrivingLabels(
  text: string,
  file: string,
  maxAngle: number,
  onProblem: OnProblem = throwProblem,
): { samples: LabelledFrame[]; skipped: LabelledFrame[] } {
  const rowOf = new Map<string, number>();
  const lines = linesOf(text);
  const frames = parseEach(
    lines,
    (line): LabelledFrame => {
      const frame = parseLine(line, `${file}, row ${line.row}`);
      const earlier = rowOf.get(frame.id);
      if (earlier !== undefined) {
        const text = `${frame.id} stands in row ${earlier} already. Remove one of the two.`;
        throw new DataError(`${file}, row ${line.row}`, text);
      }
      rowOf.set(frame.id, line.row);
      return frame;
    },
    onProblem,
  );
  const isSkipped = ({ value }: LabelledFrame): boolean => Math.abs(value) > maxAngle;
  const [samples, skipped] = [frames.filter((frame) => !isSkipped(frame)), frames.filter(isSkipped)];
  if (samples.length === 0) {
    const beyond = skipped.length > 0 ? ` (${skipped.length} skipped for an angle over ${maxAngle}°)` : '';
    const text = `no usable row${beyond}. Expected "N.jpg angle".`;
    throw new DataError(file, text, 'set');
  }
  return { samples, skipped };
}

function parseLine({ row, text }: Line, place: string): LabelledFrame {
  const match = ROW.exec(text);
  if (!match) throw new DataError(place, `"${text.slice(0, 80)}" is not "N.jpg angle" or "N.jpg angle,date time".`);
  const [, id, angle, rest] = match;
  // "1.jpg 3,84" is no angle of 3 with something after it
  if (rest !== undefined && /^\d+(,|$)/.test(rest)) parseNumber(`${angle},${rest.split(',')[0]}`, place, 'the angle');
  const value = parseNumber(angle, place, 'the angle');
  return { id: checkInside(id, place), value, row, time: rest === undefined ? null : timeOf(rest, place) };
}

function timeOf(text: string, place: string): number {
  const match = TIME.exec(text);
  if (!match) {
    throw new DataError(
      place,
      `"${text.slice(0, 40)}" after the angle is no date and time, as 2018-07-01 17:09:44:912.`,
    );
  }
  const [year, month, day, hour, minute, second, ms = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}
