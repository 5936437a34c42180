/** How a network is trained. */
export interface TrainingConfig {
  readonly optimizer: 'sgd' | 'adam';
  readonly learningRate: number;
  /** The biases' learning rate as a multiple of `learningRate` (2 in the published steering code). */
  readonly biasMultiplier: number;
  /** The decoding matrix's, likewise (10 or 20 in the published code). */
  readonly decodingMultiplier: number;
  /** 0-based epochs from which on the learning rate is divided by 10. */
  readonly milestones: readonly number[];
  /** Largest global gradient norm; 0: no clipping. */
  readonly clipNorm: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly augment: boolean;
  /** Which epoch's weights are the result. `best-test` looks at the test part: only to compare with the published code. */
  readonly selection: 'last' | 'best-validation' | 'best-test';
}
