import type { Resource } from '../../engine/resource';
import { tf } from '../../engine/tensorflow';
import type { Parameter } from '../../networks/parameter';
import type { NamedVariable } from '../checkpoint';
import type { TrainingConfig } from '../config';
import type { Model } from '../model';
import { trainedParameters, type Updated, updatesOf } from './optimizer';

/** Parameters that a compiled step reads and updates as one tensor: those of them that are updated alike. */
export interface Pack extends Updated {
  readonly members: readonly Parameter[];
  /** Place among the packs of the model. */
  readonly position: number;
}

/** Numbers of the largest tensor that is not left alone: packing copies. */
const MOST = 200_000;

/** The packs of trained parameters, and all variables of the model in packs, theirs first. */
export function packsOf(model: Model, config: TrainingConfig): { trained: Pack[]; all: (readonly tf.Variable[])[] } {
  const trained = grouped(
    trainedParameters(model, config),
    (parameter) => `${parameter.group} ${updatesOf(parameter, config)}`,
  ).map((members, position) => ({
    members,
    position,
    group: members[0].group,
    times: updatesOf(members[0], config),
  }));
  const taken = new Set(trained.flatMap(({ members }) => members));
  const others = model.state.filter((part) => !taken.has(part as Parameter));
  return {
    trained,
    all: [...trained.map(({ members }) => members.map(({ variable }) => variable)), ...together(others)],
  };
}

/** Variables in packs, small ones in one. */
export const together = (parts: readonly { readonly variable: tf.Variable }[]): tf.Variable[][] =>
  grouped(parts, () => 'small').map((members) => members.map(({ variable }) => variable));

/** Small variables by their key, large ones alone. */
function grouped<T extends { readonly variable: tf.Variable }>(parts: readonly T[], key: (part: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  parts.forEach((part, i) => {
    const own = part.variable.size > MOST ? `alone ${i}` : key(part);
    groups.set(own, [...(groups.get(own) ?? []), part]);
  });
  return [...groups.values()];
}

/** The gradients of packs, from those of parameters. */
export function packed(packs: readonly Pack[], gradientOf: (parameter: Parameter) => tf.Tensor): tf.Tensor[] {
  return packs.map(({ members }) =>
    members.length === 1
      ? gradientOf(members[0])
      : tf.concat(members.map((parameter) => tf.reshape(gradientOf(parameter), [-1]))),
  );
}

/** A pack's numbers by its parameters, for checkpoints. */
export function unpacked({ members }: Pack, numbers: Resource): NamedVariable[] {
  if (members.length === 1) return [{ name: members[0].name, variable: numbers }];
  let position = 0;
  return members.map(({ name, variable: { shape, size } }) => {
    const from = position;
    position += size;
    const variable = {
      shape,
      dataSync: () => numbers.dataSync().subarray(from, from + size),
      assign(value: tf.Tensor) {
        const all = numbers.dataSync();
        all.set(value.dataSync(), from);
        tf.tidy(() => numbers.assign(tf.tensor1d(all)));
      },
    };
    return { name, variable };
  });
}
