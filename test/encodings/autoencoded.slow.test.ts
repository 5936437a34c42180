import { expect, test } from 'vitest';
import { autoencodedCode } from '../../src/encodings/autoencoded';
import { encodingProperties } from '../../src/encodings/properties';
import { tf } from '../../src/engine/tensorflow';
import { distinctRows } from '../support/codes';

test('autoencodedCode: same seed same bits, rows distinct, near levels have nearer codes, no tensor left', () => {
  const before = tf.memory().numTensors;
  const code = (seed: number) => autoencodedCode({ levels: 30, seed });
  expect(code(1).values).toEqual(code(1).values);
  expect(code(1).values).not.toEqual(code(2).values);
  expect(distinctRows(code(1))).toBe(30);
  expect(encodingProperties(code(1)).linearity).toBeGreaterThan(0.3);
  expect(tf.memory().numTensors).toBe(before);
});
