declare module 'jstat' {
  export const jStat: unknown;
}
