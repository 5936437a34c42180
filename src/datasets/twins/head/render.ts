import type { Random } from '../../../random/random';
import { textureAt } from '../texture';
import { browEdges, type Features, features, lids, lipEdges } from './features';
import { covers, type Placement } from './landmarks';
import type { HeadScene } from './scene';
import { childhood, type Ellipsoid, oldness, rotation, solids } from './shape';

export interface PictureSize extends Placement {
  readonly width: number;
  readonly height: number;
}

/** Side of plain pictures, pixels: what the compact networks can see. */
const PLAIN_SIDE = 64;

/** A picture that the head fills. */
export function plainPicture(random: Random): PictureSize {
  const middle = (): number => PLAIN_SIDE * (0.5 + random.uniform(-0.02, 0.02));
  return {
    width: PLAIN_SIDE,
    height: PLAIN_SIDE,
    centre: [middle(), middle()],
    radius: PLAIN_SIDE * random.uniform(0.4, 0.46),
  };
}

/**
 * Renders a head: rays along z, turned into head coordinates, meet the head's ellipsoids in closed form; the nearest
 * one is shaded (Lambert, with a little gloss) in a colour that is drawn on the surface.
 * @returns uint8 [height, width, 3], R, G, B.
 */
export function renderHead(scene: HeadScene, size: PictureSize, random: Random): Uint8Array {
  const { width, height, centre, radius } = size;
  const colours = drawBackground(width, height, scene, random);
  const caster = new Caster(scene);
  const light = scene.light;
  const [lx, ly, lz] = light.direction;
  const hit: Hit = { part: 'none', x: 0, y: 0, z: 0, normal: [0, 0, 1] };
  const paint = new Painter(scene);
  const colour = [0, 0, 0];
  for (let v = 0; v < height; v++) {
    const y = (v + 0.5 - centre[1]) / radius;
    for (let u = 0; u < width; u++) {
      const x = (u + 0.5 - centre[0]) / radius;
      const at = 3 * (v * width + u);
      if (scene.occluder && covers(scene.occluder, [u + 0.5, v + 0.5], size)) {
        const grain = 30 * (textureAt(7, u >> 2, v >> 2) - 0.5);
        for (let c = 0; c < 3; c++) colours[at + c] = scene.occluder.colour[c] + grain;
        continue;
      }
      caster.cast(x, y, hit);
      if (hit.part === 'none') continue;
      paint.colourOf(hit, colour);
      const facing = Math.max(0, hit.normal[0] * lx + hit.normal[1] * ly + hit.normal[2] * lz);
      const gloss = hit.part === 'hair' || facing < 0.7 ? 0 : 30 * facing ** 20; // below 0.7 it is nothing
      const shade = light.ambient + light.strength * facing;
      for (let c = 0; c < 3; c++) colours[at + c] = colour[c] * shade + gloss;
    }
  }
  if (scene.blur > 0) blur(colours, width, height, Math.max(1, Math.round(scene.blur * radius)));
  const pixels = new Uint8Array(colours.length);
  const seed = random.uint32();
  for (let i = 0; i < colours.length; i++) {
    const noise = textureAt(seed, i, 1) + textureAt(seed, i, 2) + textureAt(seed, i, 3) - 1.5; // deviation ½
    const value = colours[i] + 2 * scene.noise * noise;
    pixels[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return pixels;
}

interface Hit {
  part: Ellipsoid['part'] | 'neck' | 'shirt' | 'none';
  /** In head coordinates. */
  x: number;
  y: number;
  z: number;
  /** In camera coordinates. */
  normal: [number, number, number];
}

/** The neck and shoulders stay upright, whatever the head does. */
const BODY: readonly (Pick<Ellipsoid, 'centre' | 'radii'> & { part: 'neck' | 'shirt' })[] = [
  { part: 'neck', centre: [0, 1.05, -0.35], radii: [0.42, 0.75, 0.42] },
  { part: 'shirt', centre: [0, 2.15, -0.4], radii: [1.5, 0.8, 0.6] },
];

/** Finds what a ray through the picture at (x, y), in head radii, meets first. */
class Caster {
  private readonly turn: number[][];
  private readonly parts: readonly Ellipsoid[];
  /** Of each part, a circle of the picture that holds it: centre and square of the radius. */
  private readonly circles: Float64Array;
  private readonly hairline: number;
  private readonly hairLength: number;

  constructor(scene: HeadScene) {
    this.turn = rotation(scene);
    this.parts = solids(scene);
    this.circles = Float64Array.from(
      this.parts.flatMap(({ centre, radii }) => {
        const [across, down] = this.turn.map((row) => row.reduce((sum, value, i) => sum + value * centre[i], 0));
        return [across, down, Math.max(...radii) ** 2];
      }),
    );
    // recedes with age
    this.hairline = -0.42 - 0.3 * oldness(scene.age, scene.identity.aging) * (scene.identity.beard > 0 ? 1.3 : 0.8);
    this.hairLength = scene.identity.hairLength;
  }

  cast(x: number, y: number, hit: Hit): void {
    hit.part = 'none';
    let nearest = Number.NEGATIVE_INFINITY;
    const a = this.turn[0];
    const b = this.turn[1];
    const c = this.turn[2];
    // the ray's foot and direction in head coordinates: the transposed rotation of (x, y, 0) and (0, 0, 1)
    const ox = a[0] * x + b[0] * y;
    const oy = a[1] * x + b[1] * y;
    const oz = a[2] * x + b[2] * y;
    for (let i = 0; i < this.parts.length; i++) {
      const fromX = x - this.circles[3 * i];
      const fromY = y - this.circles[3 * i + 1];
      if (fromX * fromX + fromY * fromY > this.circles[3 * i + 2]) continue;
      const { part, centre, radii } = this.parts[i];
      const px = (ox - centre[0]) / radii[0];
      const py = (oy - centre[1]) / radii[1];
      const pz = (oz - centre[2]) / radii[2];
      const dx = c[0] / radii[0];
      const dy = c[1] / radii[1];
      const dz = c[2] / radii[2];
      const dd = dx * dx + dy * dy + dz * dz;
      const pd = px * dx + py * dy + pz * dz;
      const root = pd * pd - dd * (px * px + py * py + pz * pz - 1);
      if (root < 0) continue;
      const z = (-pd + Math.sqrt(root)) / dd;
      if (z <= nearest) continue;
      const hx = ox + z * c[0];
      const hy = oy + z * c[1];
      const hz = oz + z * c[2];
      if (part === 'hair' && !this.isHair(hx, hy, hz)) continue;
      nearest = z;
      hit.part = part;
      hit.x = hx;
      hit.y = hy;
      hit.z = hz;
      const nx = (px + z * dx) / radii[0];
      const ny = (py + z * dy) / radii[1];
      const nz = (pz + z * dz) / radii[2];
      const length = Math.hypot(nx, ny, nz);
      for (let axis = 0; axis < 3; axis++) {
        const row = this.turn[axis];
        hit.normal[axis] = (row[0] * nx + row[1] * ny + row[2] * nz) / length;
      }
    }
    for (const { part, centre, radii } of BODY) {
      const px = (x - centre[0]) / radii[0];
      const py = (y - centre[1]) / radii[1];
      const rest = 1 - px * px - py * py;
      const z = rest > 0 ? centre[2] + radii[2] * Math.sqrt(rest) : Number.NEGATIVE_INFINITY;
      if (z <= nearest) continue;
      nearest = z;
      hit.part = part;
      const length = Math.hypot(px / radii[0], py / radii[1], Math.sqrt(rest) / radii[2]);
      hit.normal = [px / radii[0] / length, py / radii[1] / length, Math.sqrt(rest) / radii[2] / length];
    }
  }

  /** The shell is hair above the hairline, and behind the ears down to the hair's length. */
  private isHair(x: number, y: number, z: number): boolean {
    const front = z > 0.1 + 0.25 * Math.abs(x);
    if (front) return y < this.hairline + 0.12 * Math.abs(x);
    return y < 0.15 + this.hairLength;
  }
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;
/** 0 outside of an edge, 1 inside, over a soft border. */
const within = (distance: number, soft: number): number => Math.min(Math.max(0.5 - distance / soft, 0), 1);
const SOFT = 0.03;

/** Draws the colour of the head's surface. */
class Painter {
  private readonly face: Features;
  private readonly old: number;
  private readonly hair: readonly number[];
  private readonly shirt: readonly number[];

  constructor(private readonly scene: HeadScene) {
    const { identity, age } = scene;
    this.face = features(scene);
    this.old = oldness(age, identity.aging);
    const grey = 1 / (1 + Math.exp(-(age - identity.greyAge) / 6));
    this.hair = identity.hair.map((value) => mix(value, 185, grey));
    this.shirt = [0, 1, 2].map((c) => 40 + 180 * textureAt(identity.textureSeed, c, 5));
  }

  colourOf(hit: Hit, colour: number[]): void {
    const { identity } = this.scene;
    const grain = textureAt(identity.textureSeed, Math.floor(hit.x * 40), Math.floor(hit.y * 12)) - 0.5;
    if (hit.part === 'hair') {
      for (let c = 0; c < 3; c++) colour[c] = this.hair[c] + 40 * grain;
      return;
    }
    if (hit.part === 'shirt') {
      for (let c = 0; c < 3; c++) colour[c] = this.shirt[c];
      return;
    }
    for (let c = 0; c < 3; c++) colour[c] = identity.skin[c];
    if (hit.part === 'neck') return;
    this.spots(hit, colour);
    if (hit.z < 0.05 || hit.part === 'ear') {
      if (hit.part === 'skull' && identity.hairLength === -1) return;
      return;
    }
    this.beard(hit, colour, grain);
    this.wrinkles(hit, colour);
    this.cheeks(hit, colour);
    this.brows(hit, colour);
    this.eyes(hit, colour);
    this.nostrils(hit, colour);
    this.mouth(hit, colour);
    this.covered(hit, colour);
  }

  private blend(colour: number[], to: readonly number[], share: number): void {
    for (let c = 0; c < 3; c++) colour[c] = mix(colour[c], to[c], share);
  }

  private darken(colour: number[], share: number): void {
    for (let c = 0; c < 3; c++) colour[c] *= 1 - share;
  }

  /** Skin grows uneven with age. */
  private spots({ x, y, z }: Hit, colour: number[]): void {
    const spot = textureAt(this.scene.identity.textureSeed, Math.floor((x + z) * 9), Math.floor(y * 9)) - 0.5;
    this.darken(colour, (0.02 + 0.3 * this.old) * spot);
  }

  private beard({ x, y }: Hit, colour: number[], grain: number): void {
    const { beard } = this.scene.identity;
    if (beard === 0 || this.scene.age < 18) return;
    const { mouth } = this.face;
    const below = within(mouth.y - 0.14 + 0.2 * Math.max(0, 0.3 - Math.abs(x)) - y, 0.1);
    this.blend(colour, this.hair, below * beard * (0.6 + 0.5 * grain));
  }

  /** Lines on the forehead, beside and below the eyes, and from nose to mouth. */
  private wrinkles({ x, y }: Hit, colour: number[]): void {
    const strength = this.old;
    if (strength <= 0) return;
    const { eye, brow, nose, mouth } = this.face;
    const line = (distance: number): number => Math.max(0, 1 - Math.abs(distance) / 0.03);
    const side = Math.abs(x);
    let dark = 0;
    for (let i = 0; i < 3; i++) {
      const level = brow.y - 0.13 - 0.1 * i + 0.03 * Math.cos(5 * x);
      if (side < 0.4 && this.old > 0.12 * i) dark = Math.max(dark, line(y - level));
    }
    const beside = side - eye.x - eye.halfWidth;
    if (beside > 0.02 && beside < 0.18) {
      for (const slope of [-0.5, 0, 0.5]) dark = Math.max(dark, line(y - eye.y - slope * beside));
    }
    if (Math.abs(side - eye.x) < eye.halfWidth) {
      dark = Math.max(dark, 0.8 * line(y - eye.y - 0.13 + 0.6 * (side - eye.x) ** 2));
    }
    const fold = (y - nose.base + 0.05) / (mouth.y + 0.05 - nose.base + 0.05);
    if (fold > 0 && fold < 1)
      dark = Math.max(dark, line(side - mix(nose.halfWidth + 0.04, mouth.halfWidth + 0.07, fold)));
    this.darken(colour, Math.min(strength * dark, 0.7));
  }

  /** Rosy, the more so in the young. */
  private cheeks({ x, y }: Hit, colour: number[]): void {
    const distance = Math.hypot((Math.abs(x) - 0.36) / 0.2, (y - 0.24) / 0.16);
    const share = (this.scene.makeUp ? 0.3 : 0.1) + 0.6 * childhood(this.scene.age);
    this.blend(colour, [205, 95, 90], share * Math.max(0, 1 - distance));
  }

  private brows({ x, y }: Hit, colour: number[]): void {
    const dx = Math.abs(x) - this.face.eye.x;
    if (Math.abs(dx) > this.face.brow.halfWidth) return;
    const [top, bottom] = browEdges(this.face, dx);
    this.blend(colour, this.hair, 0.85 * within(Math.max(top - y, y - bottom), SOFT));
  }

  private eyes({ x, y }: Hit, colour: number[]): void {
    const { eye } = this.face;
    const dx = x - Math.sign(x) * eye.x;
    if (Math.abs(dx) > eye.halfWidth + SOFT) return;
    const [top, bottom] = lids(this.face, dx);
    if (this.scene.makeUp) this.blend(colour, [90, 70, 130], 0.5 * within(Math.max(top - 0.07 - y, y - top), 0.05));
    const open = within(Math.max(top - y, y - bottom), SOFT / 2);
    this.blend(colour, [232, 230, 226], open);
    const fromIris = Math.hypot(dx - eye.gaze, y - eye.y);
    this.blend(colour, this.scene.identity.iris, open * within(fromIris - eye.iris, SOFT / 2));
    this.blend(colour, [12, 10, 10], open * within(fromIris - eye.iris * 0.45, SOFT / 2));
    // lashes
    this.darken(colour, 0.75 * Math.max(0, 1 - Math.abs(y - top) / 0.02) * within(Math.abs(dx) - eye.halfWidth, SOFT));
  }

  private nostrils({ x, y }: Hit, colour: number[]): void {
    const { nose } = this.face;
    const distance = Math.hypot((Math.abs(x) - 0.55 * nose.halfWidth) / 0.04, (y - nose.base) / 0.022);
    this.darken(colour, 0.7 * within(distance - 1, 0.8));
    const wing = Math.hypot((Math.abs(x) - nose.halfWidth) / 0.03, (y - nose.base + 0.03) / 0.05);
    this.darken(colour, 0.25 * within(wing - 1, 0.8));
  }

  private mouth({ x, y }: Hit, colour: number[]): void {
    const { mouth } = this.face;
    if (Math.abs(x) > mouth.halfWidth) return;
    const [outerTop, innerTop, innerBottom, outerBottom] = lipEdges(this.face, x);
    const lip = this.scene.makeUp ? [170, 30, 50] : this.scene.identity.skin.map((v, c) => v * [0.85, 0.6, 0.6][c]);
    this.blend(colour, lip, within(Math.max(outerTop - y, y - outerBottom), SOFT));
    const open = within(Math.max(innerTop - y, y - innerBottom), SOFT / 2);
    this.blend(colour, y < innerTop + 0.4 * (innerBottom - innerTop) ? [225, 220, 210] : [70, 25, 25], open);
    this.darken(colour, 0.5 * Math.max(0, 1 - Math.abs(y - (innerTop + innerBottom) / 2) / 0.015) * (1 - open));
  }

  private covered({ x, y }: Hit, colour: number[]): void {
    const { cover } = this.scene;
    const { eye, mouth } = this.face;
    if (cover === 'scarf') {
      if (y > mouth.y - 0.16) this.blend(colour, this.shirt, 0.95);
      return;
    }
    if (cover === 'none') return;
    const lens = Math.hypot((Math.abs(x) - eye.x) / 0.23, (y - eye.y) / 0.18);
    if (cover === 'sunglasses') this.blend(colour, [18, 18, 22], 0.97 * within(lens - 1, 0.1));
    const frame = Math.abs(lens - 1) < 0.1 || (Math.abs(y - eye.y) < 0.02 && lens > 1 && Math.abs(x) < 0.9);
    if (frame) this.blend(colour, [30, 26, 24], 0.9);
  }
}

/** A gradient with soft blobs, some in the colours of skin and hair, so that those are no give-away. */
function drawBackground(width: number, height: number, { identity }: HeadScene, random: Random): Float32Array {
  const corner = (): number[] => [0, 1, 2].map(() => random.uniform(20, 235));
  const [from, to] = [corner(), corner()];
  const angle = random.uniform(0, 2 * Math.PI);
  const blobs = Array.from({ length: 2 + random.integer(6) }, () => ({
    x: random.uniform(0, width),
    y: random.uniform(0, height),
    r: random.uniform(0.08, 0.4) * width,
    colour: random.uniform() < 0.3 ? (random.uniform() < 0.5 ? identity.skin : identity.hair) : corner(),
  }));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const colours = new Float32Array(3 * width * height);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const at = 3 * (v * width + u);
      const share = 0.5 + 0.5 * ((u / width - 0.5) * cos + (v / height - 0.5) * sin);
      for (let c = 0; c < 3; c++) colours[at + c] = mix(from[c], to[c], share);
      for (const { x, y, r, colour } of blobs) {
        const near = 1 - ((u - x) ** 2 + (v - y) ** 2) / (r * r);
        if (near > 0)
          for (let c = 0; c < 3; c++) colours[at + c] = mix(colours[at + c], colour[c], Math.min(4 * near, 1));
      }
    }
  }
  return colours;
}

/** The mean over (2r + 1)² pixels, rows first. */
function blur(colours: Float32Array, width: number, height: number, radius: number): void {
  const pass = (count: number, length: number, at: (line: number, i: number) => number) => {
    const values = new Float32Array(length);
    for (let line = 0; line < count; line++) {
      for (let c = 0; c < 3; c++) {
        for (let i = 0; i < length; i++) values[i] = colours[at(line, i) + c];
        for (let i = 0; i < length; i++) {
          const [low, high] = [Math.max(0, i - radius), Math.min(length - 1, i + radius)];
          let sum = 0;
          for (let k = low; k <= high; k++) sum += values[k];
          colours[at(line, i) + c] = sum / (high - low + 1);
        }
      }
    }
  };
  pass(height, width, (v, u) => 3 * (v * width + u));
  pass(width, height, (u, v) => 3 * (v * width + u));
}
