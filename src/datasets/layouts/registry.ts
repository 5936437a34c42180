import { RlelError } from '../../errors';
import { afad, morph2 } from './ageCsv';
import { afadTree, utkface } from './ageFolders';
import { biwi } from './biwi';
import { cofw } from './cofw';
import { driving } from './driving';
import type { Layout } from './layout';
import { lp300w } from './lp300w';
import { pointing04 } from './pointing04';
import { udacity } from './udacity';
import { w300 } from './w300';
import { wflw } from './wflw';

/** Every layout that the kit reads; where a folder fits several, the first counts. */
export const LAYOUTS: readonly Layout[] = [
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
];

/** @throws RlelError naming the layouts there are. */
export function layoutNamed(name: string): Layout {
  const layout = LAYOUTS.find((candidate) => candidate.name === name);
  if (!layout) {
    throw new RlelError(`Unknown data set "${name}": expected one of ${LAYOUTS.map((one) => one.name).join(', ')}.`);
  }
  return layout;
}

/** The layout, of those named, that a folder has. @throws RlelError saying what each expects. */
export function layoutOf(folder: string, names: readonly string[]): Layout {
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
