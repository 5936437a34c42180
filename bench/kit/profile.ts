import { tf } from '../../src/engine/tensorflow';
import type { OperationCost } from '../messages';
import { seconds } from './seconds';

type Execute = (name: string, attributes: unknown, inputs: readonly tf.Tensor[], count?: number) => unknown;

/** The native backend's methods that run an operation by name. */
interface NativeBackend {
  executeSingleOutput: Execute;
  executeMultipleOutputs: Execute;
}

/** What each kind of operation costs in a step, from the mean of `count` steps; the costliest first. */
export function profileOf(step: () => unknown, count: number): OperationCost[] {
  const backend = tf.backend() as unknown as NativeBackend;
  const { executeSingleOutput, executeMultipleOutputs } = backend;
  const costs = new Map<string, { calls: number; seconds: number; bytes: number }>();
  const timed =
    (execute: Execute): Execute =>
    (name, ...call) => {
      const cost = costs.get(name) ?? { calls: 0, seconds: 0, bytes: 0 };
      costs.set(name, cost);
      let outputs: unknown;
      cost.seconds += seconds(() => {
        outputs = execute.call(backend, name, ...call);
      });
      cost.calls += 1;
      for (const { dtype, size } of [...call[1], outputs as tf.Tensor | tf.Tensor[]].flat()) {
        cost.bytes += dtype === 'float32' || dtype === 'int32' ? 4 * size : 0; // others are handles and masks
      }
      return outputs;
    };
  Object.assign(backend, {
    executeSingleOutput: timed(executeSingleOutput),
    executeMultipleOutputs: timed(executeMultipleOutputs),
  });
  try {
    for (let i = 0; i < count; i++) step();
  } finally {
    Object.assign(backend, { executeSingleOutput, executeMultipleOutputs });
  }
  return [...costs]
    .map(([name, cost]) => ({
      name,
      calls: Math.round(cost.calls / count),
      seconds: cost.seconds / count,
      bytes: cost.bytes / count,
    }))
    .sort((a, b) => b.seconds - a.seconds);
}
