// What several benchmarks' files say alike.

/** A departure of every benchmark. */
export const OWN_CODES = 'SA and AE codes: energy and architecture are this kit’s choice';
/** A departure of benchmarks whose publication has no validation part. */
export const HELD_OUT = 'a tenth of the training list is held out for validation';
/** Where the reference results were measured. */
export const MACHINE = '2 shared cores of an AMD EPYC';
