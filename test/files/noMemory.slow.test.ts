import { expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { systemError } from '../../src/files/systemError';

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test('memory that is not there: arrays of JavaScript, tensors of TensorFlow', () => {
  expect((systemError(caught(() => new Float32Array(1e11))) as Error).message).toContain('too little memory');
  const tensor = caught(() => tf.fill([100_000, 100_000, 1000], 1));
  const told = systemError(tensor) as Error;
  expect(told.message).toMatch(/^There is too little memory for this \(OOM when allocating tensor with shape\[100000/);
});
