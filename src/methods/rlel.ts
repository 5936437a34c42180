import { belCode } from '../encodings/bel';
import { tf } from '../engine/tensorflow';
import { rlelLoss } from '../losses/rlel';
import { type Parameter, parameter } from '../networks/parameter';
import type { Random } from '../random/random';
import { decode } from './decode';
import type { Head, HeadContext, Method, MethodOptions } from './method';

/** RLEL: the encoding and the decoding matrix are learned with the network, regularized by α·R2 + β·R1 (eq. 5). */
export const rlel: Method = {
  name: 'rlel',
  summary: 'encoding learned with the network, with both regularizers (--alpha, --beta, --form)',
  candidates: () => ['rlel'],
  head: (_candidate, context) => learnedHead(context, context.options.alpha, context.options.beta),
};

/** LEL: RLEL with α = β = 0. */
export const lel: Method = {
  name: 'lel',
  summary: 'encoding learned with the network, without regularizers',
  candidates: () => ['lel'],
  head: (_candidate, context) => learnedHead(context, 0, 0),
};

function learnedHead(context: HeadContext, alpha: number, beta: number): Head {
  const { levels, outputs, task, options, random } = context;
  const width = options.width || levels;
  const decoding = initialDecoding([outputs, width, levels], options.decodingInit, random); // D [L, M, N]
  const d = decoding.variable as tf.Tensor3D;
  return {
    width,
    parameters: [decoding],
    loss(codes, labels) {
      const { total, parts } = rlelLoss({ codes, decoding: d, labels, alpha, beta, form: options.form, task });
      return { total, parts: { ...parts } };
    },
    predict: (codes) => tf.tidy(() => decode(tf.matMul(codes, d), options.decoder)),
  };
}

/** D's initial values: U[0, 1) as in the published commands, 0, 1, N(0, 0.25²), or the unary code. */
function initialDecoding(
  shape: readonly [number, number, number],
  init: MethodOptions['decodingInit'],
  random: Random,
): Parameter {
  const [outputs, width, levels] = shape;
  const unary = init === 'unary' ? belCode('U', levels) : null;
  const values = new Float32Array(outputs * width * levels);
  for (let i = 0; i < values.length; i++) {
    const m = Math.floor(i / levels) % width;
    let value = 0;
    if (unary) value = m < unary.width ? unary.bits[(i % levels) * unary.width + m] : 0;
    else if (init === 'uniform') value = random.uniform();
    else if (init === 'ones') value = 1;
    else if (init === 'normal') value = random.normal(0, 0.25);
    values[i] = value;
  }
  return parameter('decoding', 'decoding', tf.tensor(values, [...shape]));
}
