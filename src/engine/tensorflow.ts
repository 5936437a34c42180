import './environment'; // before TensorFlow reads it
import * as tf from '@tensorflow/tfjs-node-gpu';

/** The one TensorFlow of the kit: the native backend, on CPU and GPU alike. */
export { tf };
