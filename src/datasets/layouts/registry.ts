import { RlelError } from '../../errors';
import { Registry } from '../../input/registry';
import { afad, morph2 } from './ageCsv';
import { afadTree, utkface } from './ageFolders';
import { biwi } from './biwi';
import { cofw } from './cofw';
import { driving } from './driving';
import { images } from './images';
import type { Layout } from './layout';
import { lp300w } from './lp300w';
import { pointing04 } from './pointing04';
import { udacity } from './udacity';
import { w300 } from './w300';
import { wflw } from './wflw';

const layouts = new Registry<Layout>('data set', ({ name, title, task, expects, detect, list, unlabelled }) => {
  const texts = [title, task, expects].every((text) => typeof text === 'string');
  if (!texts || [detect, list, unlabelled ?? detect].some((member) => typeof member !== 'function'))
    throw new RlelError(`Layout "${name}": expected title, task, kind, expects, detect and list.`);
});

/**
 * Adds a layout, so that benchmarks can read it.
 * @throws RlelError when the name is taken, or it is no whole layout.
 */
export const registerLayout = (layout: Layout): void => layouts.add(layout);

for (const layout of [
  lp300w,
  biwi,
  pointing04,
  cofw,
  w300,
  wflw,
  morph2,
  afad,
  afadTree,
  utkface,
  driving,
  udacity,
  images,
])
  registerLayout(layout);

/** Every layout; where a folder fits several, the first counts. */
export const allLayouts = (): Layout[] => layouts.all();

/** @throws RlelError naming the layouts there are. */
export const layoutNamed = (name: string): Layout => layouts.named(name);

/**
 * The layout, of those named, that a folder has.
 * @param labels of images of one's own: the file of their labels; null: the folder itself says what it is.
 * @throws RlelError saying what each expects.
 */
export function layoutOf(folder: string, names: readonly string[], labels: string | null = null): Layout {
  if (labels !== null) return images;
  const candidates = names.map(layoutNamed);
  const found = candidates.find((layout) => layout.detect(folder));
  if (!found) {
    const expected = candidates.map(({ name, expects }) => `${name}: ${expects}`).join('\n  ');
    throw new RlelError(
      `${folder}: none of the layouts that this benchmark reads was found. Expected one of\n  ${expected}`,
    );
  }
  return found;
}
