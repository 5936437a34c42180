import type { RunResult } from '../store/runRecord';
import { commit, sameCode } from './environment';

type Made = Pick<RunResult, 'commit'>;

/**
 * Says in a line that results were made by other code than this: by a commit whose code differs, or with other changes
 * of files. Where a commit is not known (outside a repository) nothing can be said.
 * @param results those of the store that are shown.
 * @param again how they are made again, a sentence without its stop.
 * @returns null where there is nothing to say.
 */
export function otherCode(results: readonly Made[], again: string): string | null {
  const now = commit();
  if (now === null) return null;
  const counts = new Map<string, number>();
  for (const { commit: then } of results) if (then !== null) counts.set(then, (counts.get(then) ?? 0) + 1);
  const others = [...counts].filter(([then]) => !sameCode(then, now)).sort(([, a], [, b]) => b - a);
  if (others.length === 0) return null;
  const total = others.reduce((sum, [, count]) => sum + count, 0);
  const shown = others
    .slice(0, SHOWN)
    .map(([then, count]) => (results.length > 1 ? `${name(then)}: ${count}` : name(then)));
  const more = others.length > SHOWN ? ', …' : '';
  const who =
    results.length === 1
      ? `The run was made by ${shown[0]}`
      : `${total} of ${results.length} runs were made by other code (${shown.join(', ')}${more})`;
  return `${who}; this is ${name(now)}. ${again}.`;
}

/** Commits that are named. */
const SHOWN = 3;

/** "commit 1a2b3c4 with changed files". */
const name = (commitOf: string): string => {
  const [hash, changes] = commitOf.split('+');
  return `commit ${hash.slice(0, 7)}${changes ? ' with changed files' : ''}`;
};
