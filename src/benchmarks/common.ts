// What several benchmarks' files say alike.

/** Departures of every benchmark. */
export const OF_ALL = [
  'SA and AE codes: the paper gives neither; energy and architecture are this kit’s choice from the literature',
  'BEL’s cross-entropy is on the soft targets φ (published: on the nearest level)',
  'multiclass gives the expected level (published: the likeliest)',
];
/** A departure where the published direct regression and multiclass have no layer θ. */
export const WITH_THETA = 'direct regression and multiclass have the layer θ (published: none)';
/** A departure where the published direct regression has one of width 1. */
export const WIDER_THETA = 'direct regression has the layer θ of the others (published: of width 1)';
/** A departure of benchmarks whose publication has no validation part. */
export const HELD_OUT = 'a tenth of the training list is held out for validation';
/** Where the reference results were measured. */
export const MACHINE = '2 shared cores of an AMD EPYC';
