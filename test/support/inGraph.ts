import { Program } from '../../src/engine/graph/program';
import type { tf } from '../../src/engine/tensorflow';
import type { Model } from '../../src/training/model';
import { compiledEvaluator } from '../../src/training/runner/compiled';

/** What a function gives when it is compiled for inputs of these shapes and run once; float32. */
export function inGraph(
  inputs: readonly tf.Tensor[],
  compute: (...inputs: tf.Tensor[]) => readonly tf.Tensor[],
): tf.Tensor[] {
  const program = new Program([]);
  program.define(
    'call',
    inputs.map(({ shape }) => shape),
    compute,
  );
  program.load();
  try {
    return program.run('call', inputs);
  } finally {
    program.dispose();
  }
}

/** The levels that a model's compiled evaluation gives for images, one [L, K] a group. */
export function levelsInGraph(model: Model, images: tf.Tensor4D): tf.Tensor2D[] {
  const evaluator = compiledEvaluator(model, images.shape[0]);
  try {
    return evaluator.evaluate(images).levels;
  } finally {
    evaluator.dispose();
  }
}
