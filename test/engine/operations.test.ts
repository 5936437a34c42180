import { afterEach, describe, expect, test } from 'vitest';
import { biasElu, sumRelu } from '../../src/engine/activations';
import { valueAndGradients } from '../../src/engine/backpropagation';
import { filledUp, grown, realChannels } from '../../src/engine/channels';
import { convolution } from '../../src/engine/convolution';
import {
  type ConvolutionBlockSettings,
  convolutionBlock,
  evaluatedBlock,
  plainConvolutionBlock,
} from '../../src/engine/convolutionBlock';
import { isNative } from '../../src/engine/native';
import { globalNorm } from '../../src/engine/norm';
import { maxPool3 } from '../../src/engine/pooling';
import { upsampleBilinear } from '../../src/engine/resize';
import { resource, SMALL, zeroResource } from '../../src/engine/resource';
import { softmaxCrossEntropy } from '../../src/engine/softmax';
import { tf } from '../../src/engine/tensorflow';
import { Random } from '../../src/random/random';

afterEach(() => tf.disposeVariables());

const random = Random.from(7);
/** Normal values, none too near to 0, where a ReLU's gradient would depend on the last bit. */
function normal(shape: number[], mean = 0): tf.Variable {
  const values = new Float32Array(shape.reduce((size, side) => size * side, 1));
  for (let i = 0; i < values.length; i++) values[i] = mean + random.normal();
  return tf.tidy(() => tf.variable(tf.tensor(values, shape)));
}

/** A scalar that depends on every number differently. */
const weighed = (y: tf.Tensor): tf.Scalar => {
  const weights = tf.cos(tf.reshape(tf.range(0, y.size, 1, 'float32'), y.shape));
  return tf.sum(tf.mul(y, weights));
};

/** Largest difference, relative to the largest number. */
function difference(own: tf.Tensor, plain: tf.Tensor): number {
  expect(own.shape).toEqual(plain.shape);
  return tf.tidy(() => {
    const scale = Math.max(tf.max(tf.abs(plain)).dataSync()[0], 1e-3);
    return tf.max(tf.abs(tf.sub(own, plain))).dataSync()[0] / scale;
  });
}

/** What tfjs computes itself, without TensorFlow's kernels. */
function byTfjs<T>(compute: () => T): T {
  tf.setBackend('cpu');
  try {
    return compute();
  } finally {
    tf.setBackend('tensorflow');
  }
}

/** Checks value and gradients of an operation against what tfjs computes for its plain form, and that none is left. */
function check(own: () => tf.Tensor, plain: () => tf.Tensor, inputs: Record<string, tf.Variable>, limit = 2e-4) {
  const variables = Object.values(inputs);
  const count = tf.memory().numTensors;
  expect(
    tf.tidy(() => difference(own(), byTfjs(plain))),
    'value',
  ).toBeLessThan(limit);
  const expected = byTfjs(() => tf.variableGrads(() => weighed(plain()), variables));
  const { value, gradients } = valueAndGradients(() => weighed(own()), variables);
  const names = Object.keys(inputs);
  gradients.forEach((gradient, i) => {
    expect(gradient, names[i]).not.toBeNull();
    expect(difference(gradient as tf.Tensor, expected.grads[variables[i].name]), names[i]).toBeLessThan(limit);
  });
  // tfjs's own way back goes through the operation, too
  const again = tf.variableGrads(() => weighed(own()), variables);
  variables.forEach(({ name }, i) => {
    expect(difference(again.grads[name], gradients[i] as tf.Tensor), names[i]).toBeLessThan(1e-6);
  });
  tf.dispose([expected.value, expected.grads, again.value, again.grads, value, gradients as tf.Tensor[]]);
  expect(tf.memory().numTensors, 'tensors').toBe(count);
}

type BlockInputs = Parameters<typeof convolutionBlock>[0];

/** The block's real channels; the others are zeros. */
function filled(inputs: BlockInputs, ...rest: [[tf.Variable, tf.Variable], ConvolutionBlockSettings]): tf.Tensor4D {
  const { filter, residual } = inputs;
  const real = filter.shape[3];
  const sides = residual && [...residual.shape.slice(0, 3), filledUp(real)];
  const y = convolutionBlock({ ...inputs, residual: sides && grown(residual, sides) }, ...rest);
  const others = tf.slice(y, [0, 0, 0, real], [-1, -1, -1, -1]);
  expect(y.shape[3] % 4).toBe(0);
  expect(others.size === 0 ? 0 : tf.max(tf.abs(others)).dataSync()[0]).toBe(0);
  return realChannels(y, real);
}

describe('convolution → normalisation → residual → ReLU', () => {
  const cases = [
    // [inputs, outputs, kernel, stride, relu, residual, bias, side]
    [5, 8, 3, 1, true, false, false, 6],
    [6, 18, 3, 1, true, false, false, 6], // channels that are filled up
    [6, 18, 1, 1, true, true, true, 6],
    [6, 18, 3, 2, false, false, false, 8],
    [6, 7, 3, 1, true, true, false, 5],
    [3, 16, 7, 2, true, false, false, 12],
    [40, 12, 3, 2, true, true, false, 7],
    [16, 8, 1, 2, false, false, false, 7],
    [6, 5, 1, 2, true, false, true, 8],
    [36, 8, 3, 2, true, false, false, 8], // one block of channels and a part of another
    [72, 8, 5, 2, false, false, false, 9],
    [8, 16, 1, 1, true, true, false, 4],
    [256, 256, 3, 1, true, false, false, 2],
  ] as const;
  test.each(cases)('%i → %i, side %i, stride %i, ReLU %s, residual %s, bias %s, %i pixels', (...settings) => {
    const [inputs, outputs, kernel, stride, relu, withResidual, withBias, side] = settings;
    const shape = { stride, pad: Math.floor(kernel / 2), relu };
    const size = Math.floor((side + 2 * shape.pad - kernel) / stride) + 1;
    const x = normal([3, side, side, inputs], 0.5);
    const filter = normal([kernel, kernel, inputs, outputs]);
    const [scale, offset] = [normal([outputs], 1), normal([outputs])];
    const bias = withBias ? normal([outputs]) : null;
    const residual = withResidual ? normal([3, size, size, outputs]) : null;
    const all = { x, filter, bias, scale, offset, residual } as unknown as BlockInputs;
    // the gradient of a bias before a normalisation is 0, but for rounding
    const trained = Object.fromEntries(
      Object.entries(all).filter(([name, tensor]) => tensor && name !== 'bias'),
    ) as Record<string, tf.Variable>;
    const start = [normal([outputs]), tf.tidy(() => tf.variable(tf.abs(normal([outputs], 2))))];
    const copies = () => start.map((tensor) => tf.variable(tensor, false)) as [tf.Variable, tf.Variable];
    for (const momentum of [0.1, null]) {
      const [own, plain] = [copies(), copies()];
      check(
        () => filled(all, own, { ...shape, momentum }),
        () => plainConvolutionBlock(all, plain, { ...shape, momentum }),
        trained,
      );
      own.forEach((statistic, i) => {
        // the operation ran once more than its plain form, on the same batch
        const now = tf.tidy(() => {
          if (momentum === null) return plain[i].clone();
          const fresh = copies();
          byTfjs(() => {
            for (let k = 0; k < 3; k++) plainConvolutionBlock(all, fresh, { ...shape, momentum });
          });
          return fresh[i].clone();
        });
        expect(difference(statistic, now)).toBeLessThan(1e-4);
        now.dispose();
      });
    }
    const [mean, variance] = copies();
    const folded = evaluatedBlock(all, [mean, variance], shape);
    const plain = plainConvolutionBlock(all, [mean, variance], { ...shape, momentum: null });
    expect(difference(folded, plain)).toBeLessThan(2e-4);
    tf.dispose([folded, plain]);
  });

  test('no gradient is computed for what is not asked for', () => {
    const [x, filter] = [normal([2, 4, 4, 8]), normal([3, 3, 8, 8])] as [tf.Tensor4D & tf.Variable, tf.Tensor4D];
    const [scale, offset] = [normal([8]), normal([8])];
    const running = [normal([8]), normal([8])] as [tf.Variable, tf.Variable];
    const inputs = { x, filter, bias: null, scale, offset, residual: null };
    const settings = { stride: 1, pad: 1, relu: true, momentum: 0.1 };
    const called: string[] = [];
    const native = tf.backend() as unknown as Record<string, (...args: unknown[]) => unknown>;
    const original = native.executeSingleOutput;
    native.executeSingleOutput = (...args) => {
      called.push(String(args[0]));
      return original.apply(native, args);
    };
    try {
      const { value, gradients } = valueAndGradients(
        () => weighed(convolutionBlock(inputs, running, settings)),
        [offset],
      );
      tf.dispose([value, gradients as tf.Tensor[]]);
    } finally {
      native.executeSingleOutput = original;
    }
    expect(called).toContain('Conv2D');
    expect(called.filter((name) => name.startsWith('Conv2DBackprop'))).toEqual([]);
  });
});

describe('other operations', () => {
  test.each([
    [36, 5, 2],
    [3, 5, 2],
    [48, 3, 2],
    [12, 3, 1],
    [24, 1, 2],
  ])('convolution without padding: %i channels, side %i, stride %i', (channels, side, stride) => {
    const x = normal([2, 9, 12, channels]);
    const filter = normal([side, side, channels, 7]);
    const [images, kernel] = [x, filter] as unknown as [tf.Tensor4D, tf.Tensor4D];
    check(
      () => convolution(images, kernel, { stride, pad: 0 }),
      () => tf.conv2d(images, kernel, stride, 'valid'),
      { x, filter },
    );
  });
  test('sum and ReLU', () => {
    const inputs = { a: normal([2, 3, 4, 5]), b: normal([2, 3, 4, 5]), c: normal([2, 3, 4, 5]) };
    const { a, b, c } = inputs;
    check(
      () => sumRelu<tf.Tensor>([a, b, c]),
      () => tf.relu(tf.addN([a, b, c])),
      inputs,
    );
    check(
      () => sumRelu<tf.Tensor>([a]),
      () => tf.relu(a),
      { a },
    );
  });
  test('bias and ELU, of maps and of vectors', () => {
    for (const shape of [
      [2, 3, 4, 5],
      [6, 5],
    ]) {
      const [x, bias] = [normal(shape), normal([5])];
      check(
        () => biasElu<tf.Tensor>(x, bias),
        () => tf.elu(tf.add(x, bias)),
        { x, bias },
      );
    }
  });
  test('3 × 3 maximum, even and odd sides', () => {
    for (const side of [7, 8]) {
      const x = normal([2, side, side, 6]);
      const plain = () =>
        tf.maxPool(
          tf.pad(tf.relu(x), [
            [0, 0],
            [1, 1],
            [1, 1],
            [0, 0],
          ]) as tf.Tensor4D,
          3,
          2,
          'valid',
        );
      check(() => maxPool3(tf.relu(x) as tf.Tensor4D), plain, { x });
    }
  });
  test('bilinear upsampling with aligned corners', () => {
    const x = normal([2, 4, 4, 5]) as tf.Variable & tf.Tensor4D;
    check(
      () => upsampleBilinear(x, [7, 7], true),
      () => tf.image.resizeBilinear(x, [7, 7], true),
      { x },
    );
  });
  test('bilinear upsampling with half pixels, by differences', () => {
    const x = normal([1, 2, 2, 1]) as tf.Variable & tf.Tensor4D;
    const loss = () => weighed(upsampleBilinear(x, [4, 4], false));
    const { value, gradients } = valueAndGradients(loss, [x]);
    const [gradient] = gradients as [tf.Tensor];
    const values = x.dataSync();
    values.forEach((_, i) => {
      const at = (step: number) =>
        tf.tidy(() => {
          x.assign(tf.tensor4d(values.map((v, k) => (k === i ? v + step : v)) as Float32Array, [1, 2, 2, 1]));
          return loss().dataSync()[0];
        });
      expect((at(0.5) - at(-0.5)) / 1).toBeCloseTo(gradient.dataSync()[i], 4); // linear: any step will do
    });
    tf.dispose([value, gradient]);
  });
  test('cross-entropy with soft targets', () => {
    const scores = normal([3, 4, 9]);
    const targets = tf.softmax(normal([3, 4, 9]));
    const plain = () => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(scores))));
    check(() => softmaxCrossEntropy(scores, targets), plain, { scores });
    targets.dispose();
  });
  test('norm over tensors', () => {
    expect(globalNorm([tf.tensor([3, 0]), tf.tensor2d([[4], [12]])])).toBeCloseTo(13, 5);
    expect(globalNorm([tf.ones([2, SMALL]), tf.tensor([3])])).toBeCloseTo(Math.sqrt(2 * SMALL + 9), 3);
  });
  test.each([2, SMALL + 2])(
    'resources: a step of each rule of %i numbers, others’ tensors stay as they are',
    (size) => {
      const [p, m, v] = [resource([size]), zeroResource([size]), zeroResource([size])];
      const [start, g] = [tf.fill([size], 2), tf.fill([size], -2)];
      p.assign(start);
      p.descend(g, 0.1);
      const ends = (values: Float32Array) => [values[0], values[size - 1]];
      for (const value of ends(p.dataSync())) expect(value).toBeCloseTo(2.2, 6);
      expect(ends(start.dataSync() as Float32Array)).toEqual([2, 2]);
      p.adam(m, v, g, { rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, factor: 0.5 });
      const expected = 2.2 + (0.01 * 0.1) / (Math.sqrt(0.01) + 1e-3);
      for (const value of ends(p.dataSync())) expect(value).toBeCloseTo(expected, 6);
      for (const value of ends(m.dataSync())) expect(value).toBeCloseTo(-0.1, 6);
      for (const value of ends(v.dataSync())) expect(value).toBeCloseTo(0.01, 6);
      const read = p.read();
      expect(read.shape).toEqual([size]);
      for (const part of [p, m, v, start, g, read]) part.dispose();
    },
  );
});

describe('backpropagation', () => {
  test('a variable that the loss does not depend on has no gradient; one used twice has the sum', () => {
    const [a, b] = [normal([3]), normal([3])];
    const { value, gradients } = valueAndGradients(() => tf.sum(tf.add(tf.mul(a, a), a)), [a, b]);
    expect(gradients[1]).toBeNull();
    const wanted = tf.tidy(() => tf.add(tf.mul(2, a), 1));
    expect(difference(gradients[0] as tf.Tensor, wanted)).toBeLessThan(1e-6);
    tf.dispose([value, gradients[0] as tf.Tensor, wanted]);
  });
  test('a loss within a loss is refused, and a loss that throws leaves nothing behind', () => {
    const a = normal([3]);
    const inner = () => valueAndGradients(() => tf.sum(a), [a]).value;
    expect(() => valueAndGradients(inner, [a])).toThrow('within the loss');
    const count = tf.memory().numTensors;
    const failing = (): tf.Scalar => {
      tf.sum(tf.square(a));
      throw new Error('no loss');
    };
    expect(() => valueAndGradients(failing, [a])).toThrow('no loss');
    expect(tf.memory().numTensors).toBe(count);
    const { value, gradients } = valueAndGradients(() => tf.sum(a), [a]);
    tf.dispose([value, gradients as tf.Tensor[]]);
    expect(tf.memory().numTensors).toBe(count);
  });
});

test('on another backend the operations have the same values and gradients', async () => {
  const values = Object.fromEntries(
    Object.entries({ x: [2, 6, 6, 3], filter: [3, 3, 3, 8], bias: [8], residual: [2, 6, 6, 8] }).map(
      ([name, shape]) => [name, { shape, numbers: normal(shape).dataSync().slice() }],
    ),
  );
  const compute = (): number[][] => {
    const [x, filter, bias, residual] = Object.values(values).map(({ shape, numbers }) =>
      tf.tidy(() => tf.variable(tf.tensor(numbers, shape))),
    );
    const running = [tf.variable(tf.zeros([8]), false), tf.variable(tf.ones([8]), false)] as [tf.Variable, tf.Variable];
    const inputs = { x, filter, bias: null, scale: tf.ones([8]), offset: tf.zeros([8]), residual };
    const all = inputs as unknown as Parameters<typeof convolutionBlock>[0];
    const loss = () => {
      const block = convolutionBlock(all, running, { stride: 1, pad: 1, relu: true, momentum: 0.1 });
      const pooled = upsampleBilinear(maxPool3(block), [6, 6], true);
      const activated = biasElu<tf.Tensor>(sumRelu([pooled, block]), bias);
      return softmaxCrossEntropy(activated, tf.fill(activated.shape, 1 / 8));
    };
    const variables = [x, filter, bias, residual];
    const { value, gradients } = valueAndGradients(loss, variables);
    const folded = evaluatedBlock(all, running, { stride: 1, pad: 1, relu: true });
    const results = [value, ...(gradients as tf.Tensor[]), ...running, folded].map((tensor) => [...tensor.dataSync()]);
    return [...results, [globalNorm(gradients as tf.Tensor[]) as number]];
  };
  const native = compute();
  tf.setBackend('cpu');
  try {
    expect(isNative()).toBe(false);
    compute().forEach((numbers, i) => {
      const largest = Math.max(...native[i].map(Math.abs));
      numbers.forEach((value, k) => expect(Math.abs(value - native[i][k])).toBeLessThan(2e-4 * largest));
    });
  } finally {
    tf.disposeVariables();
    tf.setBackend('tensorflow');
  }
});
