import util from 'node:util';

process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
// Op determinism: the same seed on the same machine gives the same bits.
process.env.TF_DETERMINISTIC_OPS ??= '1';

// tfjs-node 4.22 calls two helpers that Node 23 removed; the fix was merged upstream and never released.
const helpers = util as unknown as Record<string, unknown>;
helpers.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
helpers.isArray ??= Array.isArray;
