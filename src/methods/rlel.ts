import { z } from 'zod';
import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { DECODING_STARTS, DecodingMatrix } from '../losses/decodingMatrix';
import { ownRegularizers, type Regularizer } from '../losses/regularizers';
import { type RlelLossInput, rlelLoss } from '../losses/rlel';
import { checkedSettings, setting } from '../settings/setting';
import { defineMethod, type Head, type HeadContext, type Method } from './method';
import { DECODER, WIDTH } from './options';

const DECODING_INIT = setting(
  z.enum(DECODING_STARTS).default('uniform'),
  'first decoding matrix: U[0, 1) as in the published commands, 0, 1, N(0, 0.25²), or the unary code',
);
const LEARNED = { width: WIDTH, decodingInit: DECODING_INIT, decoder: DECODER };
const weightOf = (what: string, note: { readonly neutral?: number } = {}) =>
  setting(z.number().min(0).default(0), `weight of ${what}`, note);
const RLEL = z.strictObject({
  alpha: weightOf('R2, bit transitions'),
  beta: weightOf('R1, encoding distance'),
  form: setting(
    z.enum(['paper', 'published-code']).default('published-code'),
    'loss as in the paper (eq. 5) or as in the published code',
  ),
  ...LEARNED,
});

/** RLEL: the encoding and the decoding matrix are learned with the network, regularized by α·R2 + β·R1 (eq. 5). */
export const rlel: Method = {
  name: 'rlel',
  summary: 'encoding learned with the network, with both regularizers',
  /** With the weights of the regularizers that are registered when it is asked for. */
  get options() {
    return rlelOptions();
  },
  candidates: () => ['rlel'],
  head(_candidate, context) {
    const options = checkedSettings(rlelOptions(), context.options);
    return learnedHead({ ...context, options }, options, ownRegularizers());
  },
};

let known: { readonly regularizers: number; readonly schema: typeof RLEL } = { regularizers: 0, schema: RLEL };

/** A schema is slow to make, and regularizers are only ever added. */
function rlelOptions(): typeof RLEL {
  const own = ownRegularizers();
  if (own.length !== known.regularizers) {
    const taken = own.find(({ weight }) => weight in RLEL.shape); // registered before this file was loaded
    if (taken) throw new RlelError(`Regularizer "${taken.name}": "${taken.weight}" is a setting of rlel.`);
    const weights: object = Object.fromEntries(own.map(({ name, weight }) => [weight, weightOf(name, { neutral: 0 })]));
    known = { regularizers: own.length, schema: z.strictObject({ ...RLEL.shape, ...weights }) };
  }
  return known.schema;
}

const UNREGULARIZED = { alpha: 0, beta: 0, form: 'paper' } as const;

/** LEL: RLEL with α = β = 0. */
export const lel = defineMethod({
  name: 'lel',
  summary: 'encoding learned with the network, without regularizers',
  options: z.strictObject(LEARNED),
  head: (_candidate, context) => learnedHead(context, UNREGULARIZED),
});

/** The control that is LEL, with the decoding matrix that it starts from: the network alone is trained. */
export const frozen = defineMethod({
  name: 'frozen',
  summary: 'as lel, with a decoding matrix that stays as it starts',
  options: z.strictObject(LEARNED),
  decoding: false,
  control: true,
  head(_candidate, context) {
    const head = learnedHead(context, UNREGULARIZED);
    return { ...head, parameters: head.parameters.map((parameter) => ({ ...parameter, frozen: true })) };
  },
});

type LearnedOptions = z.output<z.ZodObject<typeof LEARNED>>;

function learnedHead(
  context: HeadContext<LearnedOptions>,
  { alpha, beta, form }: Pick<RlelLossInput, 'alpha' | 'beta' | 'form'>,
  regularizers: readonly Regularizer[] = [],
): Head {
  const { levels, outputs, task, options, random } = context;
  const width = options.width || levels;
  const matrix = new DecodingMatrix({ levels, width, outputs, start: options.decodingInit, random }); // D [L, M, N]
  const decoding = matrix.variable as tf.Variable & tf.Tensor3D;
  const weights = options as Readonly<Record<string, unknown>>;
  const own = regularizers
    .map(({ name, weight, value }) => ({ name, value, weight: Number(weights[weight]) }))
    .filter(({ weight }) => weight > 0);
  return {
    width,
    parameters: [{ name: 'decoding', group: 'decoding', variable: decoding }],
    weights: {
      crossEntropy: 1,
      r1: beta,
      r2: alpha,
      ...Object.fromEntries(own.map(({ name, weight }) => [name, weight])),
    },
    loss(codes, labels) {
      const { total, parts } = rlelLoss({ codes, decoding, labels, alpha, beta, form, task });
      if (own.length === 0) return { total, parts: { ...parts } };
      const values = own.map(({ value }) => value({ codes, decoding, labels, form, task }));
      const terms = own.map(({ weight }, i) => tf.mul(weight, values[i]) as tf.Scalar);
      const named = Object.fromEntries(own.map(({ name }, i) => [name, values[i]]));
      return { total: tf.addN([total, ...terms]) as tf.Scalar, parts: { ...parts, ...named } };
    },
    predict: (codes) => matrix.predict(codes, options.decoder) as tf.Tensor2D,
  };
}
