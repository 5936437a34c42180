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

function learnedHead({ levels, options, random }: HeadContext, alpha: number, beta: number): Head {
  const width = options.width || levels;
  const decoding = initialDecoding(width, levels, options.decodingInit, random); // D [M, N]
  const d = decoding.variable as tf.Tensor2D;
  return {
    outputs: width,
    parameters: [decoding],
    loss(codes, labels) {
      const { total, parts } = rlelLoss({ codes, decoding: d, labels, alpha, beta, form: options.form });
      return { total, parts: { ...parts } };
    },
    predict: (codes) => tf.tidy(() => decode(tf.matMul(codes, d), options.decoder)),
  };
}

/** D's initial values: U[0, 1) as in the published commands, 0, 1, N(0, 0.25²), or the unary code. */
function initialDecoding(
  width: number,
  levels: number,
  init: MethodOptions['decodingInit'],
  random: Random,
): Parameter {
  const unary = init === 'unary' ? belCode('U', levels) : null;
  const values = new Float32Array(width * levels);
  for (let m = 0; m < width; m++) {
    for (let n = 0; n < levels; n++) {
      let value = 0;
      if (unary) value = m < unary.width ? unary.bits[n * unary.width + m] : 0;
      else if (init === 'uniform') value = random.uniform();
      else if (init === 'ones') value = 1;
      else if (init === 'normal') value = random.normal(0, 0.25);
      values[m * levels + n] = value;
    }
  }
  return parameter('code', 'decoding', tf.tensor(values, [width, levels]));
}
