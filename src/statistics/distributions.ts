import { jStat } from 'jstat';

// jstat has no types: these are its functions that are used here, typed by hand.
interface Distributions {
  readonly normal: { cdf(x: number, mean: number, std: number): number };
  readonly studentt: { cdf(t: number, df: number): number; inv(p: number, df: number): number };
  readonly chisquare: { cdf(x: number, df: number): number };
  readonly centralF: { cdf(x: number, df1: number, df2: number): number };
  readonly noncentralt: { cdf(t: number, df: number, ncp: number): number };
  /** Studentized range. */
  readonly tukey: { inv(p: number, groups: number, df: number): number };
}

export const { normal, studentt, chisquare, centralF, noncentralt, tukey } = jStat as Distributions;
