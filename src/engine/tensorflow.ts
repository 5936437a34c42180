import './environment'; // before TensorFlow reads it
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';

let loaded: typeof TensorFlow | undefined;

/**
 * The one TensorFlow of the kit: the native backend, on CPU and GPU alike. It is loaded when it is first used, as it
 * takes longer to start than a list of ten thousand runs does.
 */
export const tf = new Proxy({} as typeof TensorFlow, {
  get(_, name: keyof typeof TensorFlow) {
    loaded ??= require('@tensorflow/tfjs-node-gpu') as typeof TensorFlow;
    return loaded[name];
  },
});

/** Its types. */
export declare namespace tf {
  type Tensor<R extends Rank = Rank> = TensorFlow.Tensor<R>;
  type Tensor1D = TensorFlow.Tensor1D;
  type Tensor2D = TensorFlow.Tensor2D;
  type Tensor3D = TensorFlow.Tensor3D;
  type Tensor4D = TensorFlow.Tensor4D;
  type Scalar = TensorFlow.Scalar;
  type Variable<R extends Rank = Rank> = TensorFlow.Variable<R>;
  type GradSaveFunc = TensorFlow.GradSaveFunc;
  type Rank = TensorFlow.Rank;
}
