import type { Study } from './evidence';

/** A study's source of data in a word, as commands name it: "twin" of "twin (synthetic)". */
export const sourceWord = ({ source }: Pick<Study, 'source'>): string => source.split(' ')[0];

/** A file name that says which data source and profile it is of: "results-twin-quick". */
export const nameIn = (study: Pick<Study, 'source' | 'profile'>, name: string): string =>
  `${name}-${sourceWord(study)}-${study.profile}`;

/** Said under every table and figure. */
export const dataOf = ({ source, profile }: Pick<Study, 'source' | 'profile'>): string =>
  `Data: ${source}; profile: ${profile}.`;
