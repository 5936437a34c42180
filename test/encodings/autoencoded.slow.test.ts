import { expect, test } from 'vitest';
import { autoencodedCode, CODE_INPUTS } from '../../src/encodings/autoencoded';
import { distancesByGap } from '../../src/encodings/distancesByGap';
import { encodingProperties } from '../../src/encodings/properties';
import { transitionsPerBit } from '../../src/encodings/transitionsPerBit';
import { tf } from '../../src/engine/tensorflow';
import { distinctRows } from '../support/codes';

test.each(CODE_INPUTS)(
  '%s: same seed same bits, rows distinct, near levels have nearer codes, no tensor left',
  (input) => {
    const before = tf.memory().numTensors;
    const code = (seed: number) => autoencodedCode({ levels: 30, seed, input });
    expect(code(1).values).toEqual(code(1).values);
    expect(code(1).values).not.toEqual(code(2).values);
    expect(distinctRows(code(1))).toBe(30);
    const distances = distancesByGap([code(1)]).map(({ distance }) => distance);
    expect(distances[0]).toBeLessThan(0.8 * distances[10]);
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('of labels come codes near to unary ones, of similarities codes that are apart', () => {
  const [similar, label] = CODE_INPUTS.map((input) => autoencodedCode({ levels: 30, seed: 1, input }));
  expect(encodingProperties(label).linearity).toBeGreaterThan(0.9);
  expect(encodingProperties(similar).linearity).toBeLessThan(0.6);
  expect(transitionsPerBit(similar)).toBeGreaterThan(2 * transitionsPerBit(label));
  expect(encodingProperties(similar).minimumDistance).toBeGreaterThan(encodingProperties(label).minimumDistance);
});
