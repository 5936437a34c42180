import { allRuns, type Judgement, NOT_RUN, noteOf, type Part } from './claim';

/**
 * Judges what is counted, not measured: there is no spread, and nothing to test. Supported when the claim is true of every
 * benchmark, contradicted when it is true of none.
 * @param parts a benchmark each, and whether the claim is true of it.
 */
export function judgeCounts(
  parts: readonly (Omit<Part, 'interval'> & { readonly holds: boolean })[],
  note = '',
): Judgement {
  if (parts.length === 0) return { ...NOT_RUN, note };
  const holding = parts.filter(({ holds }) => holds).length;
  return {
    ...NOT_RUN,
    verdict: holding === parts.length ? 'supported' : holding === 0 ? 'contradicted' : 'inconclusive',
    parts: parts.map(({ holds, ...part }) => ({ ...part, interval: null })),
    runs: allRuns(parts),
    note: noteOf(`true of ${holding} of ${parts.length} benchmarks`, note),
  };
}
