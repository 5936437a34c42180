import { tf } from '../../engine/tensorflow';
import type { TrainingConfig } from '../config';
import { clipFactor, lossAndGradients } from '../gradients';
import type { Model } from '../model';
import { besideVariables } from '../optimizers';
import { buildOptimizer, trainedParameters, updatesOf } from './optimizer';
import type { Evaluator, Trainer } from './trainer';

/** Evaluates one operation after the other. */
export const eagerEvaluator = (model: Model): Evaluator => ({
  evaluate: (images) => tf.tidy(() => model.evaluate(images)),
  push() {},
  dispose() {},
});

/** Trains one operation after the other, on the model's own variables. */
export function eagerTrainer(model: Model, config: TrainingConfig): Trainer {
  const trained = trainedParameters(model, config).map((parameter) => ({
    ...parameter,
    times: updatesOf(parameter, config),
  }));
  const optimizer = buildOptimizer(config, trained, () => besideVariables());
  return {
    ...eagerEvaluator(model),
    compiled: false,
    optimizer,
    step(batch, { rate, ...mode }) {
      const { value, gradients } = lossAndGradients(() => model.loss(batch, mode), trained);
      const rates = trained.map(({ group }) => rate(group));
      optimizer.update(gradients, optimizer.advance(rates), clipFactor(gradients, config.clipNorm));
      const [loss] = value.dataSync();
      tf.dispose([value, ...gradients]);
      return loss;
    },
    pull() {},
    dispose: () => optimizer.dispose(),
  };
}
