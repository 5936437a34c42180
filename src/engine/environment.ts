import util from 'node:util';

process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
// Op determinism: the same seed on the same machine gives the same bits.
process.env.TF_DETERMINISTIC_OPS ??= '1';

// oneDNN's kernels on every x86 processor (by itself TensorFlow takes them on some only).
process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
// Freed memory is kept for the next step, not given back to the system and cleared anew.
process.env.TF_CPU_ALLOCATOR_USE_BFC ??= '1';

// tfjs-node 4.22 calls two helpers that Node 23 removed; the fix was merged upstream and never released.
const helpers = util as unknown as Record<string, unknown>;
helpers.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
helpers.isArray ??= Array.isArray;
