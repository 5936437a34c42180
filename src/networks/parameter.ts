import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireOneOf, requireText } from '../input/check';

const GROUPS = ['weight', 'bias', 'stem', 'head', 'decoding'] as const;
/** Parameters of a group share a learning-rate multiplier; those of `stem` can be frozen. */
export type ParameterGroup = (typeof GROUPS)[number];

/** A named tensor that is trained. Names follow the published state dictionaries. */
export interface Parameter {
  readonly name: string;
  readonly group: ParameterGroup;
  readonly variable: tf.Variable;
  /** true: it stays as it starts, and is no trained one. */
  readonly frozen?: boolean;
}

/** A named tensor that is updated but not trained: running statistics. */
export interface StatisticsBuffer {
  readonly name: string;
  readonly variable: tf.Variable;
}

/** A trainable variable that the caller owns; created outside tf.tidy. @throws RlelError for another group, or no tensor. */
export function parameter(name: string, group: ParameterGroup, value: tf.Tensor): Parameter {
  requireText(name, 'parameter: name');
  requireOneOf(group, `parameter: group of ${name}`, GROUPS);
  requireTensor(value, `parameter: value of ${name}`);
  // tfjs wants globally unique names; ours are unique per network only, so it is left to number its own.
  const result = { name, group, variable: tf.variable(value, true) };
  value.dispose();
  return result;
}
