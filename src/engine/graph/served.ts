import { withPlainKernels } from '../native';
import type { tf } from '../tensorflow';
import {
  constantNode,
  DataType,
  node,
  operationOf,
  reading,
  type Served,
  savedModel,
  shapeAttribute,
  typeAttribute,
} from './protocol';
import { type Constant, NotCompilable, Recorder, type Recording } from './recorder';

/** How many items it is recorded with: what differs then is their number. */
const COUNTS = [13, 17] as const;

/** A function that others run without this kit. */
export interface ServedFunction {
  /** Of its input, without the number of items: float32 [items, ...shape]. */
  readonly shape: readonly number[];
  readonly input: string;
  /** Outputs by name, each with its shape but for the items, in the order in which the body gives them. */
  readonly outputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** What it reads of tfjs's variables; their numbers are in the file. */
  readonly variables: readonly tf.Variable[];
  readonly body: (items: tf.Tensor) => readonly tf.Tensor[];
}

/**
 * The content of `saved_model.pb` for a function of any number of items, with a serving signature and TensorFlow's own
 * kernels only.
 * @throws NotCompilable
 */
export function servedModel({ shape, input, outputs, variables, body }: ServedFunction): Buffer {
  const [first, second] = COUNTS.map((count) =>
    withPlainKernels(() => new Recorder('', [], variables).record([[count, ...shape]], body)),
  );
  if (first.computed.length > 0) throw new NotCompilable('it needs numbers that JavaScript makes for each call.');
  const nodes = ofAnyCount(first, second);
  const [placeholder] = first.inputs;
  nodes[0] = node(
    placeholder,
    'Placeholder',
    [],
    [typeAttribute('dtype', DataType.float), shapeAttribute('shape', [-1, ...shape])],
  );
  return savedModel(nodes, 'serve', {
    inputs: [{ name: input, node: placeholder, shape: [-1, ...shape] }],
    outputs: outputs.map(
      (output, i): Served => ({
        name: output.name,
        node: first.outputs[i],
        shape: [-1, ...output.shape],
      }),
    ),
  });
}

/** The nodes of two recordings, their input's node first; a size that differs is left open. @throws NotCompilable */
function ofAnyCount(first: Recording, second: Recording): Buffer[] {
  const open = new Map<string, Buffer[]>();
  first.nodes.forEach((one, i) => {
    if (i === 0 || (second.nodes[i] && one.equals(second.nodes[i]))) return;
    const [a, b] = [first.constants.get(i), second.constants.get(i)];
    if (!a || !b || !isOneSize(a, b))
      throw new NotCompilable(`what ${operationOf(one)} does depends on the number of items.`);
    const sizes = (name: string, any: number): Buffer =>
      constantNode(
        name,
        a.type,
        a.shape,
        Int32Array.from(a.numbers, (size, k) => (size === b.numbers[k] ? size : any)),
      );
    open.set(a.name, [sizes(a.name, -1), sizes(endOf(a.name), LAST)]);
  });
  const named = [...open.keys()];
  return first.nodes.flatMap((one, i) => {
    const constant = first.constants.get(i);
    if (constant) return open.get(constant.name) ?? [one];
    if (operationOf(one) !== 'StridedSlice') return [one];
    return [named.reduce((message, name) => reading(message, name, endOf(name)), one)];
  });
}

/** Where a strided slice ends that takes all; reshapes and slices have -1 for what is there. */
const LAST = 2 ** 31 - 1;
const endOf = (name: string): string => `${name}/end`;

/** Whether two constants are sizes that differ in one. */
const isOneSize = (a: Constant, b: Constant): boolean =>
  a.type === DataType.int32 &&
  b.type === DataType.int32 &&
  String(a.shape) === String(b.shape) &&
  Array.from(a.numbers).filter((size, k) => size !== b.numbers[k]).length === 1;
