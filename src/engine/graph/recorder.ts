import { createHash } from 'node:crypto';
import { RlelError } from '../../errors';
import { type Attribute, hasOneDnn } from '../native';
import { tf } from '../tensorflow';
import { constantNode, DataType, integerAttribute, node, shapeAttribute, typeAttribute } from './protocol';
import { type Form, outputForms } from './shapes';

/** A call that cannot become a graph; the message says why. */
export class NotCompilable extends RlelError {
  override name = 'NotCompilable';
}

type DataId = tf.Tensor['dataId'];
export type Numbers = Float32Array | Int32Array | Uint8Array;

/** What tfjs-node's backend keeps of a tensor: its numbers, until TensorFlow has them. */
interface Stored extends Form {
  readonly dtype: number;
  readonly values: Numbers | null;
}

type Execute = (name: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[], count: number) => unknown;

/** The part of tfjs-node's backend that a recording stands before. */
interface Backend {
  readonly tensorMap: { get(id: DataId): Stored };
  executeSingleOutput: Execute;
  executeMultipleOutputs: Execute;
  readSync: (id: DataId) => Numbers;
  createOutputTensor(metadata: { id: number; shape: readonly number[]; dtype: number }): tf.Tensor;
}

/** A tensor of the graph. */
interface Place extends Form {
  /** `node` or `node:output`. */
  readonly name: string;
}

/** A tensor that JavaScript makes anew before each call. */
export interface ComputedInput {
  readonly name: string;
  readonly shape: readonly number[];
  /** The positions of the call's own inputs that it is made of. */
  readonly sources: readonly number[];
  readonly values: (...sources: Numbers[]) => Float32Array;
}

/** A variable of the session. */
export interface Held {
  /** Of the node that is its handle. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The variables of tfjs whose numbers it has; those of several lie one after the other: its shape is [all]. */
  readonly variables: readonly tf.Variable[];
}

/** Numbers that a call does not compute. */
export interface Constant extends Form {
  readonly name: string;
  readonly numbers: Numbers;
}

/** A call as it was recorded. Names are those of nodes. */
export interface Recording {
  readonly nodes: readonly Buffer[];
  /** By the position of their nodes. */
  readonly constants: ReadonlyMap<number, Constant>;
  readonly inputs: readonly string[];
  readonly computed: readonly ComputedInput[];
  readonly outputs: readonly string[];
  /** Whether it changes variables. */
  readonly changes: boolean;
}

let active: Recorder | null = null;

/** The recording under way; null: operations are executed. */
export const recording = (): Recorder | null => active;

const FLOAT = [typeAttribute('T', DataType.float)];

/** Operations that tfjs calls without the type of their input, which eager TensorFlow sees for itself. */
const UNTYPED = new Set(['ExpandDims']);

/**
 * Writes down what a function asks of TensorFlow instead of doing it: its tensors have shapes and no numbers. tfjs, its
 * tape and all code above run as ever.
 */
export class Recorder {
  private readonly nodes: Buffer[] = [];
  private readonly places = new Map<DataId, Place>();
  private readonly constants = new Map<string, string>();
  private readonly constantNodes = new Map<number, Constant>();
  private readonly inputs: DataId[] = [];
  private readonly computed: ComputedInput[] = [];
  /** The node that reads a variable as it was before the call, and the last one that changed it; by its name. */
  private readonly reads = new Map<string, string>();
  private readonly changes = new Map<string, string>();
  private readonly before = new Map<DataId, { readonly held: Held; readonly position: number }>();
  private readonly strangers: ReadonlySet<DataId>;

  /**
   * @param prefix of its nodes' names.
   * @param variables what the call may read and change.
   * @param frozen variables of tfjs whose numbers become the call's own.
   */
  constructor(
    private readonly prefix: string,
    private readonly variables: readonly Held[],
    frozen: readonly tf.Variable[] = [],
  ) {
    for (const held of variables) {
      held.variables.forEach(({ dataId }, position) => void this.before.set(dataId, { held, position }));
    }
    const all = Object.values(tf.engine().registeredVariables).map(({ dataId }) => dataId);
    const known = new Set(frozen.map(({ dataId }) => dataId));
    this.strangers = new Set(all.filter((id) => !this.before.has(id) && !known.has(id)));
  }

  /**
   * @param shapes of the call's inputs, float32.
   * @param body what is recorded; variables have their values back afterwards.
   * @throws NotCompilable; what the body throws.
   */
  record(shapes: readonly (readonly number[])[], body: (...inputs: tf.Tensor[]) => readonly tf.Tensor[]): Recording {
    if (active) throw new NotCompilable('a recording within a recording.');
    hasOneDnn(); // finds it out by running a kernel, once: not while recording
    const variables = this.variables.flatMap((held) => held.variables);
    const kept = variables.map((variable) => tf.keep(variable.clone()));
    const restore = this.standBefore();
    active = this;
    try {
      let outputs: string[] = [];
      let names: string[] = [];
      tf.tidy(() => {
        const inputs = shapes.map((shape) => this.input(shape));
        names = inputs.map(({ dataId }) => this.placeOf(dataId).name);
        this.inputs.push(...inputs.map(({ dataId }) => dataId));
        const results = body(...inputs).map(({ dataId }) => this.placeOf(dataId));
        this.assignVariables();
        const after = [...this.changes.values()].map((name) => `^${name}`);
        outputs = results.map((place) =>
          this.add('Identity', [place.name, ...after], [typeAttribute('T', place.type)]),
        );
      });
      return {
        nodes: this.nodes,
        constants: this.constantNodes,
        inputs: names,
        computed: this.computed,
        outputs,
        changes: this.changes.size > 0,
      };
    } finally {
      active = null;
      restore();
      variables.forEach((variable, i) => {
        if (variable.dataId !== kept[i].dataId) variable.assign(kept[i]);
        kept[i].dispose();
      });
    }
  }

  /** A tensor that `values` makes before each call; see `computed`. */
  compute(shape: readonly number[], sources: readonly tf.Tensor[], values: ComputedInput['values']): tf.Tensor {
    if (sources.length > 0 && !sources.some(({ dataId }) => this.inGraph(dataId))) {
      return tf.tensor(values(...sources.map((source) => source.dataSync() as Numbers)), [...shape]);
    }
    const positions = sources.map(({ dataId }) => this.inputs.indexOf(dataId));
    if (positions.includes(-1))
      throw new NotCompilable('numbers are computed in JavaScript from a tensor of the step.');
    const tensor = this.input(shape);
    const { name } = this.placeOf(tensor.dataId);
    this.computed.push({ name, shape, sources: positions, values });
    return tensor;
  }

  /** A variable's handle, for operations that change it. */
  handle({ name }: Held): tf.Tensor {
    return this.tensor({ name, type: DataType.resource, shape: [] });
  }

  private get backend(): Backend {
    return tf.backend() as unknown as Backend;
  }

  /** Takes the backend's calls. @returns a function that gives them back. */
  private standBefore(): () => void {
    const { backend } = this;
    const { executeSingleOutput, executeMultipleOutputs, readSync } = backend;
    const probe: Execute = (...call) => executeMultipleOutputs.apply(backend, call);
    backend.executeSingleOutput = (name, attributes, inputs) => this.operation(name, attributes, inputs, 1, probe)[0];
    backend.executeMultipleOutputs = (name, attributes, inputs, count) =>
      this.operation(name, attributes, inputs, count, probe);
    backend.readSync = (id) => {
      if (this.inGraph(id)) throw new NotCompilable('JavaScript reads a tensor of the step.');
      return readSync.call(backend, id);
    };
    return () => Object.assign(backend, { executeSingleOutput, executeMultipleOutputs, readSync });
  }

  private operation(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    count: number,
    probe: Execute,
  ): tf.Tensor[] {
    const places = inputs.map(({ dataId }) => this.placeOf(dataId));
    const given = places.map((place, i) => ({ ...place, values: () => this.numbers(name, inputs[i].dataId) }));
    const forms =
      count === 0 ? [] : (outputForms(name, given, attributes) ?? this.probed(name, attributes, inputs, count, probe));
    const changed = places.filter(({ type }) => type === DataType.resource).map((place) => place.name);
    const after = changed.flatMap((variable) => [this.reads.get(variable), this.changes.get(variable)]);
    const typed = UNTYPED.has(name) ? [...attributes, typeAttribute('T', places[0].type)] : attributes;
    const control = after.filter((before) => before !== undefined).map((before) => `^${before}`);
    const added = this.add(name, [...places.map((place) => place.name), ...control], typed);
    for (const variable of changed) this.changes.set(variable, added);
    return forms.map((form, i) => this.tensor({ ...form, name: i === 0 ? added : `${added}:${i}` }));
  }

  /** The forms of the outputs of an operation without a rule, from zeros in place of the graph's tensors. */
  private probed(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    count: number,
    probe: Execute,
  ): Form[] {
    const zeros = inputs.map((input) => (this.inGraph(input.dataId) ? tf.zeros(input.shape, input.dtype) : input));
    const outputs = probe(name, attributes, zeros, count) as tf.Tensor[];
    return outputs.map(({ dataId }) => {
      const { shape, dtype } = this.backend.tensorMap.get(dataId);
      return { shape, type: dtype };
    });
  }

  /** The numbers of a tensor that the graph does not compute. */
  private numbers(operation: string, id: DataId): ArrayLike<number> {
    if (this.inGraph(id))
      throw new NotCompilable(`the shape of what ${operation} gives depends on numbers of the step.`);
    return this.backend.readSync(id);
  }

  /** Whether the graph computes or reads a tensor: its numbers are not there. */
  private inGraph(id: DataId): boolean {
    return this.places.has(id) || this.before.has(id);
  }

  private input(shape: readonly number[]): tf.Tensor {
    const attributes = [typeAttribute('dtype', DataType.float), shapeAttribute('shape', shape)];
    return this.tensor({ name: this.add('Placeholder', [], attributes), type: DataType.float, shape });
  }

  /** Where the graph has a tensor: computed, a variable's value, or a constant. */
  private placeOf(id: DataId): Place {
    const place = this.places.get(id);
    if (place) return place;
    const found = this.before.get(id);
    if (!found) return this.constant(id);
    this.read(found.held);
    return this.places.get(id) as Place;
  }

  /** Reads a variable of the session, once, before the call changes it. */
  private read(held: Held): void {
    const { name, shape, variables } = held;
    const all = this.add('ReadVariableOp', [name], [typeAttribute('dtype', DataType.float)]);
    this.reads.set(name, all);
    if (variables.length === 1) {
      this.places.set(variables[0].dataId, { name: all, type: DataType.float, shape });
      return;
    }
    const sizes = this.integers(variables.map(({ size }) => size));
    const attributes = [
      integerAttribute('num_split', variables.length),
      ...FLOAT,
      typeAttribute('Tlen', DataType.int32),
    ];
    const parts = this.add('SplitV', [all, sizes, this.integers(0)], attributes);
    variables.forEach(({ dataId, shape: own }, i) => {
      const part = this.reshaped(i === 0 ? parts : `${parts}:${i}`, own);
      if (this.before.has(dataId)) this.places.set(dataId, { name: part, type: DataType.float, shape: own });
    });
  }

  private constant(id: DataId): Place {
    if (this.strangers.has(id)) {
      throw new NotCompilable('it uses a variable that is neither the model’s nor its optimizer’s.');
    }
    const { dtype, shape } = this.backend.tensorMap.get(id);
    return { name: this.constantOf(dtype, shape, this.backend.readSync(id)), type: dtype, shape };
  }

  private constantOf(type: number, shape: readonly number[], numbers: Numbers): string {
    const key = `${type} [${shape}] ${createHash('sha1').update(numbers).digest('base64')}`;
    const known = this.constants.get(key);
    if (known) return known;
    const name = this.nextName();
    this.constantNodes.set(this.nodes.length, { name, type, shape, numbers });
    this.nodes.push(constantNode(name, type, shape, numbers));
    this.constants.set(key, name);
    return name;
  }

  private integers(values: number | readonly number[]): string {
    const list = typeof values === 'number' ? [values] : values;
    return this.constantOf(DataType.int32, typeof values === 'number' ? [] : [list.length], Int32Array.from(list));
  }

  private reshaped(tensor: string, shape: readonly number[]): string {
    return this.add('Reshape', [tensor, this.integers(shape)], [...FLOAT, typeAttribute('Tshape', DataType.int32)]);
  }

  /** Puts what tfjs assigned to variables into the graph. */
  private assignVariables(): void {
    for (const { name, variables } of this.variables) {
      if (variables.every(({ dataId }, i) => this.wasThere(dataId, name, i))) continue;
      const values = variables.map(({ dataId }) => this.placeOf(dataId).name);
      const read = this.reads.get(name);
      const inputs = [name, this.joined(values), ...(read ? [`^${read}`] : [])];
      this.changes.set(name, this.add('AssignVariableOp', inputs, [typeAttribute('dtype', DataType.float)]));
    }
  }

  /** Whether a tensor is what the variable at a place of a held one was before the call. */
  private wasThere(id: DataId, name: string, position: number): boolean {
    const found = this.before.get(id);
    return found?.held.name === name && found.position === position;
  }

  /** Tensors one after the other, in one of rank 1; a single one as it is. */
  private joined(tensors: readonly string[]): string {
    if (tensors.length === 1) return tensors[0];
    const flat = tensors.map((tensor) => this.reshaped(tensor, [-1]));
    const attributes = [integerAttribute('N', flat.length), ...FLOAT, typeAttribute('Tidx', DataType.int32)];
    return this.add('ConcatV2', [...flat, this.integers(0)], attributes);
  }

  private tensor(place: Place): tf.Tensor {
    const tensor = this.backend.createOutputTensor({ id: -1, shape: place.shape, dtype: place.type });
    this.places.set(tensor.dataId, place);
    return tensor;
  }

  private add(operation: string, inputs: readonly string[], attributes: readonly Attribute[]): string {
    const name = this.nextName();
    this.nodes.push(node(name, operation, inputs, attributes));
    return name;
  }

  private nextName(): string {
    return `${this.prefix}${this.nodes.length}`;
  }
}
