// rlel/core, for training of one's own: labels, codes, losses, decoding. TensorFlow is loaded when it is first used.

export { type AnnealingOptions, annealedCode, type CodeEnergy, codeEnergy } from './encodings/annealed';
export { type AutoencoderOptions, autoencodedCode, type CodeInput } from './encodings/autoencoded';
export { BEL_FAMILIES, type BelFamily, belCode } from './encodings/bel';
export type { BinaryCode, Code } from './encodings/code';
export { johnsonDecode, unaryDecode } from './encodings/decoders';
export { measuredEncoder } from './encodings/measuredEncoder';
export { type EncodingProperties, encodingProperties } from './encodings/properties';
export { type CodeFamily, codeNamed, codeNames, registerCode } from './encodings/registry';
export { transitionsPerBit } from './encodings/transitionsPerBit';
export { computed } from './engine/graph/computed';
export { tf } from './engine/tensorflow';
export { RlelError } from './errors';
export { LabelSpace } from './labels/labelSpace';
export { softTargets } from './labels/softTargets';
export { bitTransitionLoss, type TransitionForm } from './losses/bitTransition';
export { bceLoss, crossEntropyLoss } from './losses/crossEntropy';
export { argmaxLevel, type Decoder, expectedLevel } from './losses/decoding';
export { DecodingMatrix, type DecodingMatrixOptions, type DecodingStart } from './losses/decodingMatrix';
export { encodingDistanceLoss } from './losses/encodingDistance';
export { type Regularizer, type RegularizerInput, registerRegularizer } from './losses/regularizers';
export { type LossForm, type Reduction, type RlelLoss, type RlelLossInput, rlelLoss, type Task } from './losses/rlel';
export { Random } from './random/random';
export { cumulativeScore, mae, nme } from './training/metrics';
