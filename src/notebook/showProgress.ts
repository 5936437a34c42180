import { RlelError } from '../errors';
import { shown } from '../input/check';
import { escapeHtml } from '../report/output/html';
import type { RunHooks } from '../runs/runHooks';
import { displayPlace } from './kernel';

const EVERY = 200; // ms between updates

/** A bar below a cell, which is updated in place. */
export interface ProgressBar {
  /** @param fraction in [0, 1]. */
  update(fraction: number, text: string): void;
  /** Training's progress, as `RunHooks` tell it. */
  readonly onProgress: RunHooks['onProgress'];
  /** Replaces the bar by a line. */
  done(text: string): void;
}

/** Shows a bar that is empty yet. @throws RlelError outside a notebook. */
export function showProgress(title: string): ProgressBar {
  if (typeof title !== 'string') throw new RlelError(`show.progress: title: ${shown(title)}, expected a text.`);
  const place = displayPlace();
  let last = Number.NEGATIVE_INFINITY;
  const update = (fraction: number, text: string): void => {
    const now = performance.now();
    if (now - last < EVERY) return;
    last = now;
    const line = [title, `${Math.floor(100 * fraction)} %`, text].filter((part) => part !== '').join(' · ');
    place({
      data: {
        'text/html': `<progress value="${fraction.toFixed(3)}" max="1"></progress> ${escapeHtml(line)}`,
        'text/plain': line,
      },
    });
  };
  update(0, '');
  return {
    update,
    onProgress: (progress) => update(progress.fraction, trainingText(progress)),
    done: (text) => place({ data: { 'text/html': escapeHtml(text), 'text/plain': text } }),
  };
}

/** Where a training is. */
export function trainingText({
  candidate,
  epoch,
  epochs,
  loss,
  validationError,
}: Parameters<RunHooks['onProgress']>[0]): string {
  const error = validationError === null ? '' : `, validation error ${validationError.toFixed(2)}`;
  return `${candidate}, epoch ${epoch + 1} of ${epochs}, loss ${loss.toPrecision(3)}${error}`;
}
