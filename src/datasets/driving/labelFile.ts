import { RlelError } from '../../errors';

export interface LabelledFrame {
  /** The image's name in the label file. */
  readonly id: string;
  /** The angle, degrees. */
  readonly value: number;
  /** 1-based row of the label file. */
  readonly row: number;
}

const ROW = /^(\S+)\s+([^\s,]+)(?:,(.*))?$/;

/**
 * Parses the driving data set's label file: rows `N.jpg angle` or `N.jpg angle,date time`, angles in degrees. Frames
 * with |angle| > `maxAngle` are skipped and counted, as published (100°).
 * @param file its name, for messages.
 * @throws RlelError naming the file and the row: malformed, angle not a number, image named twice, path that leaves
 * the folder, no row at all.
 */
export function parseDrivingLabels(
  text: string,
  file: string,
  maxAngle: number,
): { samples: LabelledFrame[]; skipped: number } {
  const samples: LabelledFrame[] = [];
  const rowOf = new Map<string, number>();
  let skipped = 0;
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') return;
    const place = `${file}, row ${i + 1}`;
    const match = ROW.exec(line.trim());
    if (!match)
      throw new RlelError(`${place}: "${line.slice(0, 80)}" is not "N.jpg angle" or "N.jpg angle,date time".`);
    const [, id, angle] = match;
    const value = Number(angle);
    if (!Number.isFinite(value)) {
      throw new RlelError(
        `${place}: the angle "${angle}" is not a finite number of degrees. Correct or remove the row.`,
      );
    }
    if (id.startsWith('/') || id.includes('\\') || id.includes('\0') || id.split('/').includes('..')) {
      throw new RlelError(`${place}: the image "${id}" lies outside the data folder, expected a path inside it.`);
    }
    const earlier = rowOf.get(id);
    if (earlier) throw new RlelError(`${place}: ${id} stands in row ${earlier} already. Remove one of the two.`);
    rowOf.set(id, i + 1);
    if (Math.abs(value) > maxAngle) skipped += 1;
    else samples.push({ id, value, row: i + 1 });
  });
  if (samples.length === 0) {
    throw new RlelError(
      `${file}: no usable row (${skipped} skipped for an angle over ${maxAngle}°). Expected "N.jpg angle".`,
    );
  }
  return { samples, skipped };
}
