import { canonicalJson, hashOf } from '../../files/canonicalJson';

/** On which side of a value an effect has to lie for a claim to be supported, and the figure that the paper gives. */
export interface Threshold {
  readonly below?: number;
  readonly above?: number;
  /** On the claimed side of the threshold; left out: the paper names none. */
  readonly claimed?: number;
}

/**
 * What is decided before any run is looked at: how claims are judged, where their thresholds lie, and which of them are
 * one family. Differences of errors are in % of the other's error, thresholds of other effects in the effect's unit.
 */
export const CLAIMS_PROTOCOL = {
  /** Of all intervals. */
  confidence: 0.95,
  /** Two-sided, over a family together. */
  alpha: 0.05,
  /** Of "what it would take to decide". */
  power: 0.8,
  /** Of one benchmark alone, at least so many seeds. */
  leastSeeds: 5,
  /** Over benchmarks, at least so many clusters. */
  leastClusters: 3,
  /** Benchmarks that share their images, by the one whose name the cluster has. */
  clusters: { FLD1_s: 'FLD1', FLD2_s: 'FLD2', FLD3_s: 'FLD3' },
  /** The check beside an interval over clusters: BCa, of at least so many. */
  bootstrap: { leastClusters: 6, resamples: 10_000 },
  /** Of the benchmarks of a claim, at most this share may be left out because a method has not learned there. */
  mostUnlearned: 0.5,
  /** More than this share of the benchmarks is "most". */
  most: 0.5,
  /** A level of the measured encoder counts from so many samples on. */
  samplesALevel: 10,
  /** A difference that the tables tell the seeds for, %. */
  resolved: 2,
  /** The family: claims about errors, % of the other's, corrected together by Holm. */
  errors: {
    'rlel-below-sa': { below: 0 },
    'rlel-below-ae': { below: 0 },
    'rlel-below-lel': { below: 0 },
    'rlel-like-bel': { below: 5 },
    'rlel-below-direct': { below: 0, claimed: -10.9 },
    'rlel-below-multiclass': { below: 0, claimed: -12.4 },
    'bel-below-direct': { below: 0 },
    'rlel-below-multiclass-soft': { below: 0 },
    'rlel-below-fixed-ce': { below: 0 },
    'rlel-below-frozen': { below: 0 },
    'lel-degrades-more': { above: 0 },
    'lel-degrades-by-size': { above: 0 },
    'theta-accuracy': { below: 0 },
    'weights-robust': { below: 5 },
  },
  /** Claims about encodings, each by itself. */
  encodings: {
    'r1-slope': { above: 0 },
    'r1-violations': { below: 0 },
    'r2-transitions': { below: 0 },
    'r2-decoding': { below: 0 },
    'searched-codes': { above: 0 },
  },
  /** The paper's own table: a family of its own. */
  table: {
    'paper-below-sa': { below: 0 },
    'paper-below-ae': { below: 0 },
    'paper-below-lel': { below: 0 },
    'paper-like-bel': { below: 5 },
    'paper-ranks': { below: 0 },
  },
} as const;

/** SHA-256 (hex) of the protocol as canonical JSON: a report with the same hash was judged by the same rules. */
export const CLAIMS_PROTOCOL_HASH = hashOf(canonicalJson(CLAIMS_PROTOCOL));

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
