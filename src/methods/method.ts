import type { z } from 'zod';
import type { Code } from '../encodings/code';
import type { tf } from '../engine/tensorflow';
import { requireFunction, requireObject, requireText } from '../input/check';
import type { Task } from '../losses/rlel';
import type { Parameter } from '../networks/parameter';
import type { Random } from '../random/random';
import { checkedSettings, requireSchema, type SettingsSchema } from '../settings/setting';

/** What a head is built from. */
export interface HeadContext<Options extends object = Record<string, unknown>> {
  /** N. */
  readonly levels: number;
  /** L: outputs that share the label space, each with its own code. */
  readonly outputs: number;
  readonly task: Task;
  /** The method's own, as its schema gives them. */
  readonly options: Readonly<Options>;
  readonly seed: number;
  /** The stream for the head's initial values. */
  readonly random: Random;
  /** The training samples' real-valued levels, [L, samples] row-major. */
  readonly trainLevels: Float32Array;
  /** Of a head that was trained and is read back: its `constants` then. */
  readonly constants?: Constants;
}

/** Numbers by their names. */
export type Constants = Readonly<Record<string, readonly number[]>>;

/** What follows the network's last linear layer, for L outputs that share a label space. */
export interface Head {
  /** Width M of each output's code Ẑ. */
  readonly width: number;
  /** Beside the network's own: D for the learned encodings. Those that are frozen are not trained. */
  readonly parameters: readonly Parameter[];
  /** The fixed code, where there is one. */
  readonly encoding?: Code;
  /** What it took from its training labels and predicts with: stored with the weights, so that it can be read back without. */
  readonly constants?: Constants;
  /**
   * @param codes Ẑ [L, K, M].
   * @param labels [L, K] real-valued levels.
   * @returns scalars: `total` is minimised; it is the sum of the `parts` as they are weighted.
   */
  loss(codes: tf.Tensor3D, labels: tf.Tensor2D): { total: tf.Scalar; parts: Record<string, tf.Scalar> };
  /** What each part of the loss weighs in its total; left out: the loss has one part. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Ẑ [L, K, M] → [L, K] real-valued levels. */
  predict(codes: tf.Tensor3D): tf.Tensor2D;
}

/** A way of learning a label. Users make theirs with `defineMethod` and add it with `registerMethod`. */
export interface Method {
  readonly name: string;
  readonly summary: string;
  /** What a user may set, each with a default: options of the command line, keys of plans, part of a run's record. */
  readonly options: SettingsSchema;
  /** false: it trains no decoding matrix, so that the setting `decodingMultiplier` has no effect. */
  readonly decoding?: boolean;
  /** true: it shows what part of another method does the work; no part of "all methods", it runs where it is named. */
  readonly control?: boolean;
  /** The heads to train; the best on validation is the result. One, but for methods that try several. */
  candidates(options: Readonly<Record<string, unknown>>): readonly string[];
  head(candidate: string, context: HeadContext): Head;
}

/** A method whose functions get its options with their types. */
export interface MethodDefinition<Schema extends SettingsSchema> {
  readonly name: string;
  readonly summary: string;
  readonly options: Schema;
  readonly decoding?: boolean;
  readonly control?: boolean;
  /** Left out: one, of the method's name. */
  candidates?(options: Readonly<z.output<Schema>>): readonly string[];
  head(candidate: string, context: HeadContext<z.output<Schema>>): Head;
}

/**
 * A method from its definition: options are checked by its schema before they reach its functions.
 * @throws RlelError for a member that is missing or of another kind; later, from `candidates` and `head`, for options that the schema refuses.
 */
export function defineMethod<Schema extends SettingsSchema>(definition: MethodDefinition<Schema>): Method {
  requireObject(definition, 'defineMethod: definition', ['name', 'summary', 'options', 'head']);
  const { name, summary, decoding, control, options: schema } = definition;
  requireText(name, 'defineMethod: name');
  requireText(summary, `defineMethod: summary of ${name}`);
  requireSchema(schema, `defineMethod: options of ${name}`);
  requireFunction(definition.head, `defineMethod: head of ${name}`);
  if (definition.candidates !== undefined)
    requireFunction(definition.candidates, `defineMethod: candidates of ${name}`);
  const typed = (options: object) => checkedSettings(schema, options);
  return {
    name,
    summary,
    decoding,
    control,
    options: schema,
    candidates: (options) => definition.candidates?.(typed(options)) ?? [name],
    head: (candidate, context) => definition.head(candidate, { ...context, options: typed(context.options) }),
  };
}
