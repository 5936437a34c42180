import { jStat } from 'jstat';

// jstat has no types: these are its functions that are used here, typed by hand.
interface Distributions {
  readonly normal: {
    cdf(x: number, mean: number, std: number): number;
    inv(p: number, mean: number, std: number): number;
  };
  readonly studentt: { cdf(t: number, df: number): number; inv(p: number, df: number): number };
  readonly noncentralt: { cdf(t: number, df: number, ncp: number): number };
}

export const { normal, studentt, noncentralt } = jStat as Distributions;
