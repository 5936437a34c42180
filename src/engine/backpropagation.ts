import { tf } from './tensorflow';

interface TapeNode {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly outputs: readonly tf.Tensor[];
  readonly saved: tf.Tensor[];
  readonly gradient?: (dys: (tf.Tensor | null)[]) => Record<string, () => tf.Tensor>;
}

/** The part of tfjs's engine that records operations. */
interface RecordingEngine {
  startTape(): void;
  endTape(): void;
  readonly state: { activeTape: TapeNode[] | null; readonly gradientDepth: number };
}

/**
 * The loss and its gradient for each tensor (null where it does not depend on one), as tf.variableGrads, in less
 * memory: what an operation saved, and the gradient that reached it, are disposed as soon as it is passed on the way
 * back, and gradients that meet in one tensor are summed at once. The caller disposes value and gradients.
 * @throws RangeError when it is called within the loss of another one.
 */
export function valueAndGradients(
  loss: () => tf.Scalar,
  variables: readonly tf.Tensor[],
): { value: tf.Scalar; gradients: (tf.Tensor | null)[] } {
  const { value, tape } = record(loss);
  const arrived = new Map<number, tf.Tensor[]>([[value.id, [tf.scalar(1)]]]); // gradients by tensor
  const dependent = dependents(tape, variables);
  try {
    for (const node of [...tape].reverse()) {
      const dys = node.outputs.map((output) => take(arrived, output));
      if (dys.some((dy) => dy !== null)) {
        const inputs = Object.entries(node.inputs).filter(([, { id }]) => dependent.has(id));
        pass(node, dys, inputs).forEach((gradient, i) => {
          const { id } = inputs[i][1];
          arrived.set(id, [...(arrived.get(id) ?? []), gradient]);
        });
        tf.dispose(dys.filter((dy) => dy !== null));
      }
      tf.dispose(node.saved);
    }
    return { value, gradients: variables.map((variable) => take(arrived, variable)) };
  } finally {
    for (const { saved } of tape) tf.dispose(saved);
    for (const gradients of arrived.values()) tf.dispose(gradients);
  }
}

function record(loss: () => tf.Scalar): { value: tf.Scalar; tape: readonly TapeNode[] } {
  const engine = tf.engine() as unknown as RecordingEngine;
  if (engine.state.gradientDepth > 0) throw new RangeError('valueAndGradients: called within the loss of another one.');
  engine.startTape();
  try {
    const value = tf.tidy(loss);
    return { value, tape: engine.state.activeTape ?? [] };
  } catch (error) {
    for (const { saved } of engine.state.activeTape ?? []) tf.dispose(saved);
    throw error;
  } finally {
    engine.endTape();
    engine.state.activeTape = null;
  }
}

/** The tensors that depend on the variables, by their ids. */
function dependents(tape: readonly TapeNode[], variables: readonly tf.Tensor[]): ReadonlySet<number> {
  const found = new Set(variables.map(({ id }) => id));
  for (const { inputs, outputs } of tape) {
    if (Object.values(inputs).some(({ id }) => found.has(id))) for (const { id } of outputs) found.add(id);
  }
  return found;
}

/** The sum of the gradients that reached a tensor; null: none. */
function take(arrived: Map<number, tf.Tensor[]>, { id }: tf.Tensor): tf.Tensor | null {
  const gradients = arrived.get(id);
  if (!gradients) return null;
  arrived.delete(id);
  if (gradients.length === 1) return gradients[0];
  const sum = tf.addN(gradients);
  tf.dispose(gradients);
  return sum;
}

/** The gradients of a node's inputs, each a tensor of its own. */
function pass(
  { gradient }: TapeNode,
  dys: (tf.Tensor | null)[],
  inputs: readonly (readonly [string, tf.Tensor])[],
): tf.Tensor[] {
  if (inputs.length === 0) return [];
  if (!gradient) throw new Error(`an operation with an input of shape [${inputs[0][1].shape}] has no gradient`);
  const seen = new Set<tf.Tensor | null>(dys);
  return tf.tidy(() => {
    const gradients = gradient(dys);
    return inputs.map(([name]) => {
      const own = gradients[name]();
      const shared = seen.has(own);
      seen.add(own);
      return shared ? own.clone() : own;
    });
  });
}
