import type { Attribute } from '../native';
import { DataType } from './protocol';

/** What is known of a tensor before it is computed. */
export interface Form {
  /** TensorFlow's number of its element type. */
  readonly type: number;
  readonly shape: readonly number[];
}

/** An operation's input: its form, and its numbers where they are known. */
export interface Given extends Form {
  readonly values: () => ArrayLike<number>;
}

type Rule = (inputs: readonly Given[], attributes: ReadonlyMap<string, unknown>) => Form[];

const like =
  (i: number): Rule =>
  (inputs) => [{ type: inputs[i].type, shape: inputs[i].shape }];

const broadcast: Rule = (inputs) => {
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  const shape = Array.from({ length: rank }, (_, axis) =>
    inputs.reduce((side, input) => {
      const own = input.shape[axis - rank + input.shape.length] ?? 1;
      return own === 1 ? side : own;
    }, 1),
  );
  return [{ type: inputs[0].type, shape }];
};

const compared: Rule = (inputs, attributes) => [{ ...broadcast(inputs, attributes)[0], type: DataType.bool }];

const shaped =
  (of: number, by: number): Rule =>
  (inputs) => [{ type: inputs[of].type, shape: Array.from(inputs[by].values()) }];

const reduced: Rule = ([x, axes], attributes) => {
  const gone = new Set(Array.from(axes.values(), (axis) => (axis < 0 ? axis + x.shape.length : axis)));
  const shape = attributes.get('keep_dims')
    ? x.shape.map((side, axis) => (gone.has(axis) ? 1 : side))
    : x.shape.filter((_, axis) => !gone.has(axis));
  return [{ type: x.type, shape }];
};

const product: Rule = ([a, b], attributes) => {
  const turnA = attributes.get('adj_x') ?? attributes.get('transpose_a');
  const turnB = attributes.get('adj_y') ?? attributes.get('transpose_b');
  const outer = broadcast(
    [
      { ...a, shape: a.shape.slice(0, -2) },
      { ...b, shape: b.shape.slice(0, -2) },
    ],
    attributes,
  )[0].shape;
  return [
    { type: a.type, shape: [...outer, a.shape.at(turnA ? -1 : -2) as number, b.shape.at(turnB ? -2 : -1) as number] },
  ];
};

const convolved: Rule = ([x, filter], attributes) => {
  const [, stride] = attributes.get('strides') as number[];
  const pads = (attributes.get('explicit_paddings') as number[] | undefined) ?? [0, 0, 0, 0, 0, 0];
  const same = attributes.get('padding') === 'SAME';
  const side = (axis: number): number => {
    const whole = x.shape[axis] + pads[2 * axis] + pads[2 * axis + 1];
    return same ? Math.ceil(whole / stride) : Math.floor((whole - filter.shape[axis - 1]) / stride) + 1;
  };
  return [{ type: x.type, shape: [x.shape[0], side(1), side(2), filter.shape[3]] }];
};

const normalized: Rule = ([x, scale]) => {
  const channels = { type: DataType.float, shape: scale.shape };
  return [x, channels, channels, channels, channels, { type: DataType.float, shape: [0] }];
};

const transposed: Rule = ([x, axes]) => [{ type: x.type, shape: Array.from(axes.values(), (axis) => x.shape[axis]) }];

const padded: Rule = ([x, pads]) => {
  const by = pads.values();
  return [{ type: x.type, shape: x.shape.map((side, axis) => side + by[2 * axis] + by[2 * axis + 1]) }];
};

const joined: Rule = (inputs) => {
  const parts = inputs.slice(0, -1);
  const [axis] = Array.from(inputs[inputs.length - 1].values());
  const along = axis < 0 ? axis + parts[0].shape.length : axis;
  const total = parts.reduce((sum, { shape }) => sum + shape[along], 0);
  return [{ type: parts[0].type, shape: parts[0].shape.map((side, i) => (i === along ? total : side)) }];
};

/** Operations whose outputs' forms follow from those of the inputs: all that a step spends its time on. */
const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    [
      ...[
        'Abs',
        'AddN',
        'BiasAdd',
        'Elu',
        'EluGrad',
        'Exp',
        'Log',
        'Log1p',
        'Neg',
        'Relu',
        'ReluGrad',
        'Round',
        'Rsqrt',
      ],
      ...['Sigmoid', 'Sign', 'Softmax', 'Sqrt', 'Square', 'Tanh', 'ZerosLike'],
    ].map((name) => [name, like(0)]),
  ),
  ...Object.fromEntries(
    ['Add', 'AddV2', 'Sub', 'Mul', 'RealDiv', 'Maximum', 'Minimum', 'SquaredDifference'].map((name) => [
      name,
      broadcast,
    ]),
  ),
  ...Object.fromEntries(['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal'].map((name) => [name, compared])),
  ...Object.fromEntries(['Sum', 'Mean', 'Max', 'Min'].map((name) => [name, reduced])),
  ...Object.fromEntries(['MatMul', 'BatchMatMulV2'].map((name) => [name, product])),
  ...Object.fromEntries(['Conv2D', '_MklNativeConv2DWithBias'].map((name) => [name, convolved])),
  ...Object.fromEntries(['FusedBatchNormV3', '_MklNativeFusedBatchNormEx'].map((name) => [name, normalized])),
  BiasAddGrad: ([dy]) => [{ type: dy.type, shape: dy.shape.slice(-1) }],
  Cast: ([x], attributes) => [{ type: attributes.get('DstT') as number, shape: x.shape }],
  ConcatV2: joined,
  Conv2DBackpropFilter: shaped(0, 1),
  Conv2DBackpropInput: shaped(1, 0),
  ExpandDims: ([x, at]) => {
    const axis = at.values()[0];
    const shape = [...x.shape];
    shape.splice(axis < 0 ? axis + shape.length + 1 : axis, 0, 1);
    return [{ type: x.type, shape }];
  },
  Fill: ([sides, value]) => [{ type: value.type, shape: Array.from(sides.values()) }],
  FusedBatchNormGradV3: ([, x, scale]) => {
    const channels = { type: DataType.float, shape: scale.shape };
    const unused = { type: DataType.float, shape: [0] };
    return [x, channels, channels, unused, unused];
  },
  L2Loss: ([x]) => [{ type: x.type, shape: [] }],
  PadV2: padded,
  Reshape: ([x, wanted]) => {
    const size = (shape: readonly number[]) => shape.reduce((total, side) => total * side, 1);
    const sides = Array.from(wanted.values());
    const rest = size(x.shape) / size(sides.filter((side) => side >= 0));
    return [{ type: x.type, shape: sides.map((side) => (side < 0 ? rest : side)) }];
  },
  ResizeBilinear: ([x, size]) => [
    { type: DataType.float, shape: [x.shape[0], ...Array.from(size.values()), x.shape[3]] },
  ],
  ResizeBilinearGrad: ([, x]) => [{ type: x.type, shape: x.shape }],
  Select: like(1),
  Slice: ([x, from, size]) => {
    const [start, sides] = [from.values(), size.values()];
    return [{ type: x.type, shape: x.shape.map((side, i) => (sides[i] < 0 ? side - start[i] : sides[i])) }];
  },
  StridedSliceGrad: ([shape, , , , dy]) => [{ type: dy.type, shape: Array.from(shape.values()) }],
  Tile: ([x, times]) => [{ type: x.type, shape: x.shape.map((side, i) => side * times.values()[i]) }],
  Transpose: transposed,
  _MklNativeMaxPoolGrad: like(0),
};

/** The forms of an operation's outputs; null where no rule is known. */
export function outputForms(
  operation: string,
  inputs: readonly Given[],
  attributes: readonly Attribute[],
): Form[] | null {
  const rule = RULES[operation];
  return rule ? rule(inputs, new Map(attributes.map(({ name, value }) => [name, value]))) : null;
}
