import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';
import type { ListedSample } from '../listing';
import { parseNumber } from '../parseNumber';
import { filesIn, IMAGE, isFile, namesIn } from '../paths';
import { linesOf, readText } from '../readFile';
import { cropResize } from '../resize';
import { Base } from './base';
import type { Layout } from './layout';
import { headListing, singleHead, widened } from './poseListing';

const NAME = /^person(\d\d)(\d)(\d\d)([+-]\d+)([+-]\d+)\.(jpe?g|png)$/i;
/** A file that holds a face's box. */
const BOX = /^person\d{5}[+-]\d+[+-]\d+\.txt$/i;
/** The last of the 15 persons test. */
const TEST = ['12', '13', '14', '15'];
const personsIn = (folder: string): string[] => namesIn(folder).filter((name) => /^Person\d\d$/i.test(name));
const BASE = new Base(['', 'HeadPoseImageDatabase'], (folder) => personsIn(folder).length > 0);

/** Pointing'04: `PersonNN/personNNSnnTILTPAN.jpg` with a `.txt` that holds the face's box. No roll. */
export const pointing04: Layout = {
  name: 'pointing04',
  title: 'Pointing’04 (INRIA Head Pose Image Database): pan and tilt, no roll',
  task: 'pose',
  kind: 'open',
  expects: 'folders Person01 … Person15 (or HeadPoseImageDatabase/Person01 …) with personNNSnnTILTPAN.jpg and .txt',
  complete: { train: 2_046, test: 744 },
  labels: [
    { name: 'yaw', range: [-99, 99], levels: 199 },
    { name: 'pitch', range: [-99, 99], levels: 199 },
  ],
  block: (id) => /Person\d\d/i.exec(id)?.[0] ?? id,
  unlabelled: singleHead(cropResize),
  detect: (folder) => BASE.isIn(folder),
  async list(folder, findings) {
    const base = BASE.of(folder, findings);
    const files = (pattern: RegExp): string[] =>
      personsIn(base).flatMap((person) =>
        filesIn(path.join(base, person), pattern).map((name) => path.join(base, person, name)),
      );
    const images = files(IMAGE);
    findings.passOverAlone(files(BOX), images, (file) => file.replace(/\.\w+$/, ''));
    const samples = images.flatMap((file) => {
      findings.seen.add(file);
      return pointingSample(file, path.relative(folder, file), findings);
    });
    return headListing(samples, cropResize);
  },
};

function pointingSample(file: string, id: string, findings: Findings): ListedSample[] {
  const values = findings.attempt(() => {
    const match = NAME.exec(path.basename(file));
    if (!match) throw new DataError(file, 'expected a name such as person01100-90+0.jpg (tilt −90, pan 0).');
    const [tilt, pan] = [Number(match[4]), Number(match[5])];
    if (Math.abs(tilt) > 90 || Math.abs(pan) > 90) {
      throw new DataError(file, `tilt ${tilt}, pan ${pan}; expected ±90 at most.`);
    }
    return { pan, tilt, person: match[1] };
  });
  const wanted = file.replace(IMAGE, '.txt');
  const box = [wanted, file.replace(IMAGE, '.TXT')].find(isFile) ?? null;
  if (!values || !findings.require(box, file, wanted, 'the file')) return [];
  const region = findings.attempt(() => readBox(box));
  if (!region) return [];
  const { pan, tilt, person } = values;
  const part = TEST.includes(person) ? 'test' : 'train';
  return [{ id, values: [pan, tilt], place: file, file, part, region, group: person }];
}

/** The face's box, widened: image name, "Face", centre x, centre y, width, height, a line each. */
function readBox(file: string) {
  const lines = linesOf(readText(file)).flatMap(({ row, text }) => text.split(/\s+/).map((word) => ({ row, word })));
  if (lines.length !== 6 || lines[1].word !== 'Face') {
    throw new DataError(file, 'expected the image’s name, "Face" and four numbers: centre x, centre y, width, height.');
  }
  const [x, y, width, height] = lines.slice(2).map(({ row, word }) => parseNumber(word, `${file}, row ${row}`));
  if (width < 2 || height < 2) {
    throw new DataError(file, `a box of ${width} × ${height} pixels, expected at least 2 × 2.`);
  }
  return widened([x - width / 2, y - height / 2, x + width / 2, y + height / 2], 0.3);
}
