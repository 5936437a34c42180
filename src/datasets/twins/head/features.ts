import type { HeadScene } from './scene';
import { childhood, oldness } from './shape';

/** Where the drawn features lie, in frontal head coordinates (x to the picture's right, y down). */
export interface Features {
  readonly eye: {
    /** Distance of its centre from the middle. */
    readonly x: number;
    readonly y: number;
    readonly halfWidth: number;
    readonly upper: number;
    readonly lower: number;
    readonly iris: number;
    readonly gaze: number;
  };
  readonly brow: { readonly y: number; readonly halfWidth: number; readonly arch: number; readonly thickness: number };
  readonly nose: { readonly bridge: number; readonly tip: number; readonly base: number; readonly halfWidth: number };
  readonly mouth: {
    readonly y: number;
    readonly halfWidth: number;
    readonly open: number;
    readonly curve: number;
    readonly upperLip: number;
    readonly lowerLip: number;
  };
}

export function features({ identity, expression, age }: HeadScene): Features {
  const child = childhood(age);
  const old = oldness(age, identity.aging);
  const size = identity.eyeSize * (1 + 0.3 * child);
  const mouthY = 0.1 + 0.46 * identity.jawHeight * (1 - 0.2 * child);
  const lips = identity.lips * (1 - 0.45 * Math.min(old, 1));
  return {
    eye: {
      x: 0.29 * identity.eyeSpacing,
      y: -0.06 + 0.08 * child,
      halfWidth: 0.145 * size,
      upper: 0.075 * size * expression.eyeOpen * (1 - 0.25 * old),
      lower: 0.045 * size * Math.min(expression.eyeOpen, 1),
      iris: 0.06 * size,
      gaze: 0.07 * expression.gaze,
    },
    brow: {
      y: -0.06 - 0.17 * identity.browHeight - expression.browRaise + 0.06 * child + 0.03 * old,
      halfWidth: 0.19,
      arch: 0.05,
      thickness: 0.032 * identity.browThickness,
    },
    nose: {
      bridge: -0.08,
      tip: 0.1 + 0.19 * identity.noseLength * (1 - 0.25 * child) * (1 + 0.12 * old),
      base: 0.17 + 0.19 * identity.noseLength * (1 - 0.25 * child) * (1 + 0.12 * old),
      halfWidth: 0.13 * identity.noseWidth,
    },
    mouth: {
      y: mouthY,
      halfWidth: 0.24 * identity.mouthWidth * (1 + 0.15 * Math.max(expression.smile, 0)) * (1 - 0.15 * child),
      open: expression.mouthOpen,
      curve: 0.07 * expression.smile,
      upperLip: 0.05 * lips,
      lowerLip: 0.06 * lips,
    },
  };
}

/** 1 in the middle of a span, 0 at its ends. */
const bulge = (x: number, halfWidth: number): number => Math.max(0, 1 - (x / halfWidth) ** 2);

/** y of an eye's lids at x from its centre. */
export const lids = ({ eye }: Features, x: number): [number, number] => {
  const b = bulge(x, eye.halfWidth);
  return [eye.y - eye.upper * b, eye.y + eye.lower * b];
};

/** y of a brow's edges at x from the eye's centre. */
export const browEdges = ({ brow }: Features, x: number): [number, number] => {
  const middle = brow.y - brow.arch * bulge(x, brow.halfWidth);
  const half = brow.thickness * (0.35 + 0.65 * bulge(x, brow.halfWidth));
  return [middle - half, middle + half];
};

/** y of the lips' four edges at x: outer upper, inner upper, inner lower, outer lower. */
export function lipEdges({ mouth }: Features, x: number): [number, number, number, number] {
  const b = bulge(x, mouth.halfWidth);
  const middle = mouth.y - mouth.curve * ((x / mouth.halfWidth) ** 2 - 0.4);
  const dip = 1 - 0.3 * Math.exp(-((x / (0.12 * mouth.halfWidth)) ** 2)); // Cupid's bow
  const gap = (mouth.open / 2) * b;
  return [
    middle - gap - mouth.upperLip * Math.sqrt(b) * dip,
    middle - gap,
    middle + gap,
    middle + gap + mouth.lowerLip * Math.sqrt(b),
  ];
}
