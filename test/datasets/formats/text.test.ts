import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eulerAngles, formatBiwiPose, parseBiwiPose, rotationOf } from '../../../src/datasets/formats/biwiPose';
import { formatLandmarkCsv, parseLandmarkCsv } from '../../../src/datasets/formats/landmarkCsv';
import { formatPts, type Point, parsePts } from '../../../src/datasets/formats/pts';
import { formatWflwList, parseWflwList } from '../../../src/datasets/formats/wflwList';
import { RlelError } from '../../../src/errors';
import { extract, fuzz } from './damage';

const points = (count: number): Point[] => Array.from({ length: count }, (_, l) => [l + 0.25, 2 * l - 0.5]);
/** Refused with an RlelError that names the file and says `message`. */
function refused(attempt: () => unknown, file: string, message: string): void {
  expect(attempt).toThrow(RlelError);
  expect(attempt).toThrow(file);
  expect(attempt).toThrow(message);
}

let real: string | null;
beforeAll(() => {
  real = extract('300W/300W-crops.tar');
});
afterAll(() => {
  if (real) rmSync(real, { recursive: true });
});

describe('.pts', () => {
  const parse = (text: string, expected = 2) => parsePts(text, 'a.pts', expected);
  const text = 'version: 1\nn_points:  2\n{\n1.5 2\n-3 4e1\n}\n';
  test('written and read; line ends of Windows, blank lines, no version', () => {
    expect(parse(text)).toEqual([
      [1.5, 2],
      [-3, 40],
    ]);
    expect(parse(text.replaceAll('\n', '\r\n\r\n').replace('version: 1', ''))).toEqual(parse(text));
    expect(parse(formatPts(points(68)), 68)).toEqual(points(68));
  });
  test.each([
    ['', 'in braces'],
    ['n_points: 2\n{\n1 2\n3 4\n', 'in braces'],
    ['n_points: 2\n1 2\n3 4\n}', 'in braces'],
    ['n_points: 3\n{\n1 2\n3 4\n}', 'n_points 3, expected 2'],
    ['n_points: many\n{\n1 2\n3 4\n}', 'n_points many'],
    ['n_points: 2\n{\n1 2\n}', '1 points, expected 2'],
    ['n_points: 2\n{\n1 2\n3 4\n5 6\n}', '3 points, expected 2'],
    ['n_points: 2\n{\n1 2\n3 NaN\n}', 'row 4'],
    ['n_points: 2\n{\n1 2\n3 1e999\n}', 'row 4'],
    ['n_points: 2\n{\n1 2 3\n3 4\n}', 'row 3'],
  ])('%j: %s', (bad, message) => refused(() => parse(bad), 'a.pts', message));
  test('damaged files', () => fuzz(Buffer.from(text), (bytes) => parse(bytes.toString()), 'a.pts'));
  test('real files', ({ skip }) => {
    if (!real) return skip('no 300W');
    const folder = path.join(real, '300W/helen/trainset');
    const names = readdirSync(folder).filter((name) => name.endsWith('.pts'));
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) parsePts(readFileSync(path.join(folder, name), 'utf8'), name, 68);
  });
});

describe("HRNet's CSV", () => {
  const parse = (text: string) => parseLandmarkCsv(text, 'a.csv', 2);
  const head = 'image_name,scale,center_w,center_h,original_0_x,original_0_y,original_1_x,original_1_y\n';
  const one = 'a/1.jpg,1.25,100,101.5,1,2,3,4\n';
  test('written and read; several faces of an image; line ends of Windows', () => {
    const rows = parse(`${head}${one}a/1.jpg,1.25,100,101.5,1,2,3,5\r\n`);
    expect(rows.map(({ row, image }) => [row, image])).toEqual([
      [2, 'a/1.jpg'],
      [3, 'a/1.jpg'],
    ]);
    expect(rows[0]).toMatchObject({ scale: 1.25, centre: [100, 101.5] });
    expect(rows[1].points).toEqual([
      [1, 2],
      [3, 5],
    ]);
    expect(parse(formatLandmarkCsv(rows))).toEqual(rows);
  });
  test.each([
    ['', 'header'],
    ['a,b,c\n', 'header of 3 columns'],
    [head + one + one, 'row 3: the same as row 2'],
    [`${head}a.jpg,0,1,1,1,2,3,4\n`, 'row 2: scale 0'],
    [`${head}a.jpg,-1,1,1,1,2,3,4\n`, 'row 2: scale -1'],
    [`${head}a.jpg,1,1,1,1,,3,4\n`, 'row 2, column 6'],
    [`${head}a.jpg,1,1,1,1,Infinity,3,4\n`, 'row 2, column 6'],
    [`${head}a.jpg,1,1,1,1,2,3\n`, '7 columns'],
    [`${head}../a.jpg,1,1,1,1,2,3,4\n`, 'outside the data folder'],
    [`${head}/a.jpg,1,1,1,1,2,3,4\n`, 'outside the data folder'],
    [`${head}a\\b.jpg,1,1,1,1,2,3,4\n`, 'has a backslash'],
    [`${head}a\0b.jpg,1,1,1,1,2,3,4\n`, 'has a zero byte'],
    [`${head}"a.jpg,1,1,1,1,2,3,4\n`, 'row 2'],
  ])('%j: %s', (bad, message) => refused(() => parse(bad), 'a.csv', message));
  test('rows with a problem are left out and told', () => {
    const told: string[] = [];
    const rows = parseLandmarkCsv(`${head}a.jpg,0,1,1,1,2,3,4\n${one}`, 'a.csv', 2, ({ message }) =>
      told.push(message),
    );
    expect(rows.map(({ row }) => row)).toEqual([3]);
    expect(told).toHaveLength(1);
  });
  test('damaged files', () =>
    fuzz(Buffer.from(`${head}${one}"b,c.jpg",1,2,3,4,5,6,7\n`), (bytes) => parse(bytes.toString()), 'a.csv'));
  test('real file', ({ skip }) => {
    if (!real) return skip('no 300W');
    for (const [part, count] of [
      ['train', 1207],
      ['valid_common', 330],
    ]) {
      const text = readFileSync(path.join(real, `300W/face_landmarks_300w_${part}.csv`), 'utf8');
      const rows = parseLandmarkCsv(text, `${part}.csv`, 68);
      expect(rows).toHaveLength(count as number);
      expect(parseLandmarkCsv(formatLandmarkCsv(rows), 'again.csv', 68)).toEqual(rows);
    }
  });
});

describe("WFLW's list", () => {
  const parse = (text: string) => parseWflwList(text, 'list.txt');
  const face = {
    image: '1--Handshaking/1.jpg',
    points: points(98),
    box: [10, 20, 110, 140] as const,
    attributes: ['expression', 'make-up', 'blur'] as const,
  };
  const text = formatWflwList([face, { ...face, image: 'b.jpg', attributes: [] }]);
  /** The first line with its cell replaced. */
  const changed = (cell: number, value: string): string => {
    const cells = text.split('\n')[0].split(' ');
    cells[cell] = value;
    return cells.join(' ');
  };
  test('written and read', () => {
    expect(parse(text)).toEqual([
      { row: 1, ...face },
      { row: 2, ...face, image: 'b.jpg', attributes: [] },
    ]);
    expect(parse(`\r\n${text.replaceAll('\n', '\r\n')}`).map(({ row }) => row)).toEqual([2, 3]);
  });
  test.each([
    [text + text, 'row 3: the same as row 1'],
    [changed(3, 'x'), 'column 4: "x"'],
    [changed(199, 'Infinity'), 'column 200'],
    [changed(200, '2'), 'flags'],
    [changed(206, ''), '206 columns'],
    [`${changed(206, 'a b.jpg')}`, '208 columns'],
    [changed(206, '../b.jpg'), 'outside the data folder'],
    [changed(206, '/b.jpg'), 'outside the data folder'],
    [changed(206, 'a\\b.jpg'), 'has a backslash'],
  ])('refused: …%#', (bad, message) => refused(() => parse(bad), 'list.txt', message));
  test('damaged files', () => fuzz(Buffer.from(text), (bytes) => parse(bytes.toString()), 'list.txt'));
});

describe("BIWI's pose", () => {
  const parse = (text: string) => parseBiwiPose(text, 'pose.txt');
  const text = formatBiwiPose({ rotation: rotationOf({ yaw: 10, pitch: -20, roll: 30 }), translation: [1, -2.5, 900] });
  const published = JSON.parse(readFileSync(path.join(__dirname, '../../fixtures/labels_biwi.json'), 'utf8'));
  test.each((published.inputs.rotation as number[][][]).map((rotation, i) => [i, rotation] as const))(
    'published angles of rotation %i',
    (i, rotation) => {
      const { yaw, pitch, roll } = eulerAngles(rotation);
      const expected: number[] = published.outputs[i].cont_yaw_pitch_roll;
      for (const [k, value] of [yaw + 74, pitch + 65, roll + 55].entries()) {
        expect(Math.abs(value - expected[k])).toBeLessThan(published.tolerance.abs);
      }
    },
  );
  test('the rotation of an angle has that angle', () => {
    for (const yaw of [-80, -5, 0, 60]) {
      for (const pitch of [-60, 0, 75]) {
        for (const roll of [-100, 0, 45]) {
          const found = eulerAngles(rotationOf({ yaw, pitch, roll }));
          expect([found.yaw, found.pitch, found.roll].map((value) => Number(value.toFixed(6)) + 0)).toEqual([
            yaw,
            pitch,
            roll,
          ]);
        }
      }
    }
  });
  test('written and read', () => {
    const { rotation, translation } = parse(text.replaceAll('\n', '\r\n'));
    expect(translation).toEqual([1, -2.5, 900]);
    const { yaw, pitch, roll } = eulerAngles(rotation);
    for (const [value, expected] of [
      [yaw, 10],
      [pitch, -20],
      [roll, 30],
    ])
      expect(value).toBeCloseTo(expected, 3);
  });
  test.each([
    ['', '0 rows'],
    ['1 0 0\n0 1 0\n0 0 1\n', '3 rows'],
    [`${text}1 2 3\n`, '5 rows'],
    ['1 0\n0 1 0\n0 0 1\n\n1 2 3', 'row 1'],
    ['1 0 0\n0 NaN 0\n0 0 1\n\n1 2 3', 'row 2'],
    ['1 0 0\n0 1 0\n0 0 2\n\n1 2 3', 'row 3 of the rotation'],
    ['1 0 0\n0 1 0\n0 0 1\n\n1 2 1e999', 'row 5'],
  ])('%j: %s', (bad, message) => refused(() => parse(bad), 'pose.txt', message));
  test('damaged files', () =>
    fuzz(Buffer.from(text), (bytes) => eulerAngles(parse(bytes.toString()).rotation), 'pose.txt'));
});
