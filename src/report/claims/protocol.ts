import { PROTOCOL } from '../../benchmarks/protocol';

/** On which side of a value an effect has to lie for a claim to be supported, and the figure that the paper gives. */
export interface Threshold {
  readonly below?: number;
  readonly above?: number;
  /** On the claimed side of the threshold; left out: the paper names none. */
  readonly claimed?: number;
}

/** How claims are judged. */
export const CLAIMS_PROTOCOL = PROTOCOL.claims;

/** Names of the claims that are corrected together. */
export const FAMILIES: readonly (readonly string[])[] = [
  Object.keys(CLAIMS_PROTOCOL.errors),
  Object.keys(CLAIMS_PROTOCOL.table),
];

const THRESHOLDS: Readonly<Record<string, Threshold | undefined>> = {
  ...CLAIMS_PROTOCOL.errors,
  ...CLAIMS_PROTOCOL.encodings,
  ...CLAIMS_PROTOCOL.table,
};

/** What a claim of the kit's own is judged against; nothing for a claim that is counted, and for a user's. */
export const thresholdOf = (claim: string): Threshold => THRESHOLDS[claim] ?? {};

/** The cluster of a benchmark: itself, but for those that share their images. */
export const clusterOf = (benchmark: string): string =>
  (CLAIMS_PROTOCOL.clusters as Readonly<Record<string, string>>)[benchmark] ?? benchmark;
