import type { Study } from './evidence';

/** A file name that says which data source and profile it is of: "results-twin-quick". */
export const nameIn = ({ source, profile }: Pick<Study, 'source' | 'profile'>, name: string): string =>
  `${name}-${source.split(' ')[0]}-${profile}`;

/** Said under every table and figure. */
export const dataOf = ({ source, profile }: Pick<Study, 'source' | 'profile'>): string =>
  `Data: ${source}; profile: ${profile}.`;
