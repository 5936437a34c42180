import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tf } from '../tensorflow';
import {
  constantNode,
  DataType,
  node,
  operationOf,
  savedModel,
  shapeAttribute,
  textAttribute,
  typeAttribute,
} from './protocol';
import { type Held, NotCompilable, Recorder, type Recording } from './recorder';
import { SessionVariable } from './sessionVariable';

/** The part of tfjs-node's backend that runs graphs. */
interface SessionBackend {
  loadSavedModelMetaGraph(folder: string, tag: string): number;
  runSavedModel(
    session: number,
    inputs: readonly tf.Tensor[],
    names: readonly { readonly name: string }[],
    outputs: readonly string[],
  ): tf.Tensor[];
  deleteSavedModel(session: number): void;
}

const TAG = 'rlel';
/** The node that has all variables set. */
const ALL_SET = 'set';

/**
 * Calls that TensorFlow runs as one graph each, on variables that live in their common session.
 * First all calls are defined, then the program is loaded, then they can be run.
 */
export class Program {
  private readonly held: Held[] = [];
  private readonly calls = new Map<string, Recording>();
  private readonly compared = new Set<unknown>();
  private session: number | null = null;
  /** The variables' values where they are known here, too; null: only the session has them. */
  private values: tf.Tensor[] | null = [];
  /** Whether the session has not got them yet. */
  private ahead = true;

  /**
   * @param packs variables of tfjs, whose values are copied by `push` and `pull`. Those of a pack share one of the session's:
   * fewer nodes are compiled, and run.
   */
  constructor(private readonly packs: readonly (readonly tf.Variable[])[]) {
    for (const variables of packs)
      this.hold(variables.length === 1 ? variables[0].shape : [sizeOf(variables)], variables);
    this.push();
  }

  /** A variable of the program alone, of zeros. */
  variable(shape: readonly number[]): SessionVariable {
    return this.at(this.hold(shape, []));
  }

  /** The program's side of a pack: [all its numbers], or the shape of its only variable. */
  pack(i: number): SessionVariable {
    return this.at(this.held[i]);
  }

  /**
   * Defines a call by recording it, twice: what then differs cannot be a constant.
   * @param shapes of its inputs, float32.
   * @param body what it does. It is run to be recorded only, and must leave nothing behind in JavaScript. One that defined
   * a call before, for other shapes, has been compared then.
   * @throws NotCompilable
   */
  define(
    name: string,
    shapes: readonly (readonly number[])[],
    body: (...inputs: tf.Tensor[]) => readonly tf.Tensor[],
  ): void {
    const record = () => new Recorder(`${name}/`, this.held).record(shapes, body);
    const recording = record();
    if (!this.compared.has(body)) requireSame(recording.nodes, record().nodes);
    this.compared.add(body);
    this.calls.set(name, recording);
  }

  /** Starts the session. @throws NotCompilable where TensorFlow refuses the graph, or its file cannot be written. */
  load(): void {
    const calls = [...this.calls.values()].flatMap(({ nodes }) => nodes);
    let folder: string | null = null;
    try {
      folder = mkdtempSync(path.join(tmpdir(), 'rlel-graph-'));
      writeFileSync(path.join(folder, 'saved_model.pb'), savedModel([...variableNodes(this.held), ...calls], TAG));
      this.session = this.backend.loadSavedModelMetaGraph(folder, TAG);
    } catch (error) {
      throw new NotCompilable((error as Error).message);
    } finally {
      if (folder) rmSync(folder, { recursive: true });
    }
  }

  /** Runs a call. @returns its outputs, which the caller disposes. */
  run(name: string, inputs: readonly tf.Tensor[]): tf.Tensor[] {
    const call = this.calls.get(name);
    if (!call) throw new RangeError(`no call ${name}`);
    if (this.ahead) this.setAll();
    const made = call.computed.map(({ shape, sources, values }) =>
      tf.tensor(values(...sources.map((source) => inputs[source].dataSync() as Float32Array)), [...shape]),
    );
    const names = [...call.inputs, ...call.computed.map((input) => input.name)];
    if (call.changes) this.forget();
    const outputs = this.fetch([...inputs, ...made], names, call.outputs);
    tf.dispose(made);
    return outputs;
  }

  /** Takes the values of tfjs's variables. */
  push(): void {
    this.packs.forEach((variables, i) => {
      if (variables.length === 1) {
        this.set(i, variables[0]);
        return;
      }
      const numbers = new Float32Array(sizeOf(variables));
      eachPart(variables, (variable, from) => numbers.set(variable.dataSync(), from));
      tf.tidy(() => this.set(i, tf.tensor1d(numbers)));
    });
  }

  /** Gives tfjs's variables the program's values. */
  pull(): void {
    this.packs.forEach((variables, i) => {
      const value = this.known()[i];
      if (variables.length === 1) {
        variables[0].assign(value);
        return;
      }
      const numbers = value.dataSync();
      tf.tidy(() =>
        eachPart(variables, (variable, from) => {
          variable.assign(tf.tensor(numbers.slice(from, from + variable.size), variable.shape));
        }),
      );
    });
  }

  dispose(): void {
    this.forget();
    if (this.session !== null) this.backend.deleteSavedModel(this.session);
    this.session = null;
  }

  private get backend(): SessionBackend {
    return tf.backend() as unknown as SessionBackend;
  }

  private hold(shape: readonly number[], variables: readonly tf.Variable[]): Held {
    const held = { name: `v${this.held.length}`, shape, variables };
    this.held.push(held);
    this.known().push(tf.keep(tf.fill([...shape], 0))); // in TensorFlow's memory, where tf.zeros makes a JavaScript array
    return held;
  }

  private at(held: Held): SessionVariable {
    const i = this.held.indexOf(held);
    return new SessionVariable(held, { value: () => this.known()[i], set: (value) => this.set(i, value) });
  }

  /** All variables' values. */
  private known(): tf.Tensor[] {
    this.values ??= this.fetch(
      [],
      [],
      this.held.map(({ name }) => `${name}/value`),
    ).map((value) => tf.keep(value));
    return this.values;
  }

  private set(i: number, value: tf.Tensor): void {
    const values = this.known();
    values[i].dispose();
    values[i] = tf.keep(value.clone());
    this.ahead = true;
  }

  private setAll(): void {
    const names = this.held.map(({ name }) => `${name}/new`);
    tf.dispose(this.fetch(this.known(), names, [ALL_SET]));
    this.ahead = false;
  }

  private forget(): void {
    tf.dispose(this.values ?? []);
    this.values = null;
  }

  private fetch(inputs: readonly tf.Tensor[], names: readonly string[], outputs: readonly string[]): tf.Tensor[] {
    if (this.session === null) throw new RangeError('the program is not loaded');
    const fed = names.map((name) => ({ name: `${name}:0` }));
    return this.backend.runSavedModel(
      this.session,
      inputs,
      fed,
      outputs.map((name) => `${name}:0`),
    );
  }
}

/** Tries a graph out. @throws NotCompilable where TensorFlow does not run it; its own error. */
export function requireGraphs(): void {
  const program = new Program([]);
  try {
    program.define('twice', [[1]], (x) => [tf.add(x, x)]);
    program.load();
    tf.tidy(() => program.run('twice', [tf.ones([1])]));
  } finally {
    program.dispose();
  }
}

const sizeOf = (variables: readonly tf.Variable[]): number => variables.reduce((sum, { size }) => sum + size, 0);

/** Visits each variable, with where its numbers begin in the pack's. */
function eachPart(variables: readonly tf.Variable[], visit: (variable: tf.Variable, from: number) => void): void {
  let from = 0;
  for (const variable of variables) {
    visit(variable, from);
    from += variable.size;
  }
}

/** Variables' handles, and what reads and sets them from outside. */
function variableNodes(held: readonly Held[]): Buffer[] {
  const type = typeAttribute('dtype', DataType.float);
  const each = held.flatMap(({ name, shape }) => {
    const sides = shapeAttribute('shape', shape);
    const handle = [type, sides, textAttribute('shared_name', name), textAttribute('container', '')];
    return [
      node(name, 'VarHandleOp', [], handle),
      node(`${name}/value`, 'ReadVariableOp', [name], [type]),
      node(`${name}/new`, 'Placeholder', [], [type, sides]),
      node(`${name}/set`, 'AssignVariableOp', [name, `${name}/new`], [type]),
    ];
  });
  const after = held.map(({ name }) => `^${name}/set`);
  return [
    ...each,
    constantNode('nothing', DataType.float, [], new Float32Array(1)),
    node(ALL_SET, 'Identity', ['nothing', ...after], [typeAttribute('T', DataType.float)]),
  ];
}

/** @throws NotCompilable where two recordings of a call differ. */
function requireSame(first: readonly Buffer[], second: readonly Buffer[]): void {
  const differs =
    first.length === second.length
      ? first.find((one, i) => !one.equals(second[i]))
      : first[Math.min(first.length, second.length) - 1];
  if (differs) throw new NotCompilable(`JavaScript gives ${operationOf(differs)} other numbers from call to call.`);
}
