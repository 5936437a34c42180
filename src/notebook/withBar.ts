import { type ProgressBar, showProgress } from './showProgress';

/** What long work tells of itself. */
type Tell = (what: string, done: number, total: number) => void;

/** Does work with a bar below the cell, which appears when the work first tells how far it is. */
export async function withBar<T>(title: string, work: (tell: Tell) => Promise<T>): Promise<T> {
  let bar: ProgressBar | undefined;
  const started = performance.now();
  const result = await work((what, done, total) => {
    bar ??= showProgress(title);
    bar.update(done / total, what);
  });
  bar?.done(`${title}: done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return result;
}
