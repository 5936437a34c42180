import type { Attribute } from '../native';

// TensorFlow's messages, as far as a graph needs them, in protocol buffers' wire format (tensorflow/core/framework/*.proto).
// tfjs-node ships classes for them; those take ten times as long, which a small network's run would notice.

/** TensorFlow's numbers for element types. */
export const DataType = { float: 1, int32: 3, uint8: 4, bool: 10, resource: 20 } as const;

/** TensorFlow's numbers for kinds of attributes. */
const Kind = { text: 0, integer: 1, real: 2, flag: 3, type: 4, shape: 5 } as const;

export const typeAttribute = (name: string, value: number): Attribute => ({ name, type: Kind.type, value });
export const integerAttribute = (name: string, value: number): Attribute => ({ name, type: Kind.integer, value });
export const textAttribute = (name: string, value: string): Attribute => ({ name, type: Kind.text, value });
export const shapeAttribute = (name: string, value: readonly number[]): Attribute => ({
  name,
  type: Kind.shape,
  value,
});

/** @param inputs `name` (first output), `name:i`, or `^name` (only after it). @returns a NodeDef. */
export function node(
  name: string,
  operation: string,
  inputs: readonly string[],
  attributes: readonly Attribute[],
): Buffer {
  return nodeMessage(
    name,
    operation,
    inputs,
    attributes.map((attribute) => [attribute.name, attributeValue(attribute)] as const),
  );
}

/** A node that gives a tensor of numbers. @param type their element type. */
export function constantNode(name: string, type: number, shape: readonly number[], numbers: NodeJS.TypedArray): Buffer {
  const content = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const tensor = [integer(1, type), bytes(2, shapeMessage(shape)), bytes(4, content)]; // TensorProto
  return nodeMessage(
    name,
    'Const',
    [],
    [
      ['dtype', integer(6, type)],
      ['value', bytes(8, Buffer.concat(tensor))],
    ],
  );
}

/** The operation of a NodeDef that `node` made. */
export function operationOf(message: Buffer): string {
  const start = 2 + message[1]; // after the name, which is short
  return message.toString('utf8', start + 2, start + 2 + message[start + 1]);
}

/** A NodeDef that `node` made, with another node in place of one whose first output it reads; the same where it does not. */
export function reading(message: Buffer, from: string, to: string): Buffer {
  const [before, after] = [message.indexOf(text(3, from)), text(3, from).length];
  if (before < 0) return message;
  return Buffer.concat([message.subarray(0, before), text(3, to), message.subarray(before + after)]);
}

/** A float32 tensor of a graph by which others call it. */
export interface Served {
  readonly name: string;
  readonly node: string;
  /** -1: any size. */
  readonly shape: readonly number[];
}

/** What others give a graph, and get of it. */
export interface Signature {
  readonly inputs: readonly Served[];
  readonly outputs: readonly Served[];
}

/**
 * The content of `saved_model.pb` for a graph of nodes.
 * @param signature how TensorFlow Serving, Python and others call it; left out: not at all.
 */
export function savedModel(nodes: readonly Buffer[], tag: string, signature?: Signature): Buffer {
  const graph = Buffer.concat(nodes.map((message) => bytes(1, message)));
  const info = bytes(4, Buffer.from(tag));
  const served = signature ? [entry(5, 'serving_default', signatureMessage(signature))] : [];
  const meta = Buffer.concat([bytes(1, info), bytes(2, graph), ...served]);
  return Buffer.concat([integer(1, 1), bytes(2, meta)]);
}

/** A SignatureDef. */
function signatureMessage({ inputs, outputs }: Signature): Buffer {
  const all = (tag: number, tensors: readonly Served[]) =>
    tensors.map(({ name, node, shape }) => {
      const info = [text(1, `${node}:0`), integer(2, DataType.float), bytes(3, shapeMessage(shape))]; // TensorInfo
      return entry(tag, name, Buffer.concat(info));
    });
  return Buffer.concat([...all(1, inputs), ...all(2, outputs), text(3, 'tensorflow/serving/predict')]);
}

/** An entry of a map. */
const entry = (tag: number, key: string, value: Buffer): Buffer =>
  bytes(tag, Buffer.concat([text(1, key), bytes(2, value)]));

function nodeMessage(
  name: string,
  operation: string,
  inputs: readonly string[],
  attributes: readonly (readonly [name: string, value: Buffer])[],
): Buffer {
  return Buffer.concat([
    text(1, name),
    text(2, operation),
    ...inputs.map((input) => text(3, input)),
    ...attributes.map(([key, value]) => entry(5, key, value)),
  ]);
}

/** An AttrValue. */
function attributeValue({ type, value }: Attribute): Buffer {
  if (Array.isArray(value) && type !== Kind.shape) {
    return bytes(1, Buffer.concat(value.map((one) => field(type, type + 2, one)))); // a ListValue has the same numbers
  }
  return field(type, type + 2, value);
}

/** AttrValue's field of a kind of attribute. */
function field(kind: number, tag: number, value: unknown): Buffer {
  switch (kind) {
    case Kind.text:
      return text(tag, value as string);
    case Kind.real:
      return real(tag, value as number);
    case Kind.shape:
      return bytes(tag, shapeMessage(value as number[]));
    default:
      return integer(tag, Number(value)); // integers, flags and types
  }
}

/** A TensorShapeProto. */
const shapeMessage = (shape: readonly number[]): Buffer =>
  Buffer.concat(shape.map((side) => bytes(2, integer(1, side))));

// Wire types: 0 a variable-length integer, 2 bytes with their length, 5 four bytes.

const integer = (tag: number, value: number): Buffer => Buffer.from([tag << 3, ...varint(value)]);

const bytes = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([(tag << 3) | 2, ...varint(content.length)]), content]);

const text = (tag: number, content: string): Buffer => bytes(tag, Buffer.from(content));

function real(tag: number, value: number): Buffer {
  const buffer = Buffer.alloc(5, (tag << 3) | 5);
  buffer.writeFloatLE(value, 1);
  return buffer;
}

/** Seven bits a byte, the lowest first; negative numbers as 64 bits. */
function varint(value: number): number[] {
  const result: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    result.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...result, Number(rest)];
}
