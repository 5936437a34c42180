import { browEdges, type Features, features, lids, lipEdges } from './features';
import type { HeadScene, Occluder } from './scene';
import { type Ellipsoid, rotation, solids, surface } from './shape';

export type LandmarkCount = 29 | 68 | 98;

/** Where a head lies in a picture: its centre and radius, in pixels. */
export interface Placement {
  readonly centre: readonly [number, number];
  readonly radius: number;
}

type Point3 = readonly [number, number, number];

/** From `from` to `to` in `count` equal steps, both ends included. */
const span = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(count - 1, 1));
const inside = (from: number, to: number, count: number): number[] => span(from, to, count + 2).slice(1, -1);

/**
 * Landmarks in the order of COFW (29), 300W (68) or WFLW (98), in pixels; points that the head itself hides lie where
 * they would be seen through it.
 */
export function headLandmarks(scene: HeadScene, count: LandmarkCount, placement: Placement): [number, number][] {
  const face = features(scene);
  const parts = solids(scene);
  const points = { 29: cofwPoints, 68: w300Points, 98: wflwPoints }[count](face, parts);
  return points.map((point) => project(point, scene, placement));
}

function project([x, y, z]: Point3, scene: HeadScene, { centre, radius }: Placement): [number, number] {
  const [across, down] = rotation(scene);
  return [across, down].map((row, i) => centre[i] + radius * (row[0] * x + row[1] * y + row[2] * z)) as [
    number,
    number,
  ];
}

type Place = (x: number, y: number) => Point3;
const onFace =
  (parts: readonly Ellipsoid[]): Place =>
  (x, y) => [x, y, surface(parts, x, y)];

/** The outline from one ear over the chin to the other, as seen from the front. */
function contour(parts: readonly Ellipsoid[], count: number): Point3[] {
  const jaw = parts.find(({ part }) => part === 'jaw') as Ellipsoid;
  const [top, chin] = [-0.08, jaw.centre[1] + jaw.radii[1]];
  return span(-Math.PI / 2, Math.PI / 2, count).map((angle): Point3 => {
    const y = top + (chin - top) * Math.cos(angle);
    const widths = parts
      .filter(({ part }) => part === 'skull' || part === 'jaw')
      .map(({ centre, radii }) => ({
        width: radii[0] * Math.sqrt(Math.max(0, 1 - ((y - centre[1]) / radii[1]) ** 2)),
        z: centre[2],
      }));
    const widest = widths.reduce((a, b) => (b.width > a.width ? b : a));
    return [Math.sign(angle) * widest.width, y, widest.z];
  });
}

/** Points of the left (−1) or right (1) eye from the picture's left corner over the top: corner, upper, corner, lower. */
function eyePoints(face: Features, at: Place, side: -1 | 1, perLid: number): Point3[] {
  const { x, halfWidth } = face.eye;
  const across = inside(-halfWidth, halfWidth, perLid);
  const [upper, lower] = [0, 1].map((lid) => across.map((dx) => at(side * x + dx, lids(face, dx)[lid])));
  return [at(side * x - halfWidth, face.eye.y), ...upper, at(side * x + halfWidth, face.eye.y), ...lower.reverse()];
}

/** Points along a brow's upper (0) or lower (1) edge, from the picture's left to its right. */
function browPoints(face: Features, at: Place, side: -1 | 1, edge: 0 | 1, offsets: readonly number[]): Point3[] {
  return offsets.map((dx) => at(side * face.eye.x + dx, browEdges(face, dx)[edge]));
}

function outerLips(face: Features, at: Place): Point3[] {
  const { halfWidth } = face.mouth;
  const xs = inside(-halfWidth, halfWidth, 5);
  const corner = (x: number): Point3 => at(x, lipEdges(face, x)[1]);
  return [
    corner(-halfWidth),
    ...xs.map((x) => at(x, lipEdges(face, x)[0])),
    corner(halfWidth),
    ...xs.map((x) => at(x, lipEdges(face, x)[3])).reverse(),
  ];
}

function innerLips(face: Features, at: Place): Point3[] {
  const width = 0.85 * face.mouth.halfWidth;
  const xs = inside(-width, width, 3);
  const edge = (i: 1 | 2) => xs.map((x) => at(x, lipEdges(face, x)[i]));
  return [at(-width, lipEdges(face, -width)[1]), ...edge(1), at(width, lipEdges(face, width)[1]), ...edge(2).reverse()];
}

const nosePoints = ({ nose }: Features, at: Place): Point3[] => [
  ...span(nose.bridge, nose.tip, 4).map((y) => at(0, y)),
  ...span(-nose.halfWidth, nose.halfWidth, 5).map((x) => at(x, nose.base)),
];

function w300Points(face: Features, parts: readonly Ellipsoid[]): Point3[] {
  const at = onFace(parts);
  const { halfWidth } = face.brow;
  const across = span(-halfWidth, halfWidth, 5);
  return [
    ...contour(parts, 17),
    ...browPoints(face, at, -1, 0, across),
    ...browPoints(face, at, 1, 0, across),
    ...nosePoints(face, at),
    ...eyePoints(face, at, -1, 2),
    ...eyePoints(face, at, 1, 2),
    ...outerLips(face, at),
    ...innerLips(face, at),
  ];
}

function wflwPoints(face: Features, parts: readonly Ellipsoid[]): Point3[] {
  const at = onFace(parts);
  const { halfWidth } = face.brow;
  const across = span(-halfWidth, halfWidth, 5);
  return [
    ...contour(parts, 33),
    // left: upper edge inwards, lower edge back from the inner end; right: the mirror image of it
    ...browPoints(face, at, -1, 0, across),
    ...browPoints(face, at, -1, 1, across.slice(1).reverse()),
    ...browPoints(face, at, 1, 0, across),
    ...browPoints(face, at, 1, 1, across.slice(0, -1).reverse()),
    ...nosePoints(face, at),
    ...eyePoints(face, at, -1, 3),
    ...eyePoints(face, at, 1, 3),
    ...outerLips(face, at),
    ...innerLips(face, at),
    ...[-1, 1].map((side) => at(side * face.eye.x + face.eye.gaze, face.eye.y)),
  ];
}

function cofwPoints(face: Features, parts: readonly Ellipsoid[]): Point3[] {
  const at = onFace(parts);
  const { eye, brow, nose, mouth } = face;
  const browAt = (side: number, dx: number, edge: 0 | 1): Point3 => at(side * eye.x + dx, browEdges(face, dx)[edge]);
  const browMiddle = (side: number, dx: number): Point3 =>
    at(side * eye.x + dx, (browEdges(face, dx)[0] + browEdges(face, dx)[1]) / 2);
  const lips = lipEdges(face, 0);
  const corner = lipEdges(face, mouth.halfWidth)[1];
  const outline = contour(parts, 3);
  return [
    browMiddle(-1, -brow.halfWidth),
    browMiddle(1, brow.halfWidth),
    browMiddle(-1, brow.halfWidth),
    browMiddle(1, -brow.halfWidth),
    browAt(-1, 0, 0),
    browAt(-1, 0, 1),
    browAt(1, 0, 0),
    browAt(1, 0, 1),
    at(-eye.x - eye.halfWidth, eye.y),
    at(eye.x + eye.halfWidth, eye.y),
    at(-eye.x + eye.halfWidth, eye.y),
    at(eye.x - eye.halfWidth, eye.y),
    at(-eye.x, lids(face, 0)[0]),
    at(-eye.x, lids(face, 0)[1]),
    at(eye.x, lids(face, 0)[0]),
    at(eye.x, lids(face, 0)[1]),
    at(-eye.x + eye.gaze, eye.y),
    at(eye.x + eye.gaze, eye.y),
    at(-nose.halfWidth, nose.base),
    at(nose.halfWidth, nose.base),
    at(0, nose.tip),
    at(0, nose.base),
    at(-mouth.halfWidth, corner),
    at(mouth.halfWidth, corner),
    at(0, lips[0]),
    at(0, lips[1]),
    at(0, lips[2]),
    at(0, lips[3]),
    outline[1],
  ];
}

/** Whether an occluder covers a point of the picture. */
export function covers(
  { shape, centre, size }: Occluder,
  [x, y]: readonly [number, number],
  place: Placement,
): boolean {
  const u = ((x - place.centre[0]) / place.radius - centre[0]) / size[0];
  const v = ((y - place.centre[1]) / place.radius - centre[1]) / size[1];
  return shape === 'ellipse' ? u * u + v * v <= 1 : Math.abs(u) <= 1 && Math.abs(v) <= 1;
}
