import type { Code } from '../encodings/code';
import { requireCode } from '../encodings/requireCode';
import { RlelError } from '../errors';
import { requireObject, requireOptions } from '../input/check';
import { ENCODING_TEXT, type EncodingLook, encodingPanels } from '../report/figures/encodingPanels';
import { showFigure } from './showFigure';

/** How `show.encoding` shows codes. */
export interface ShownEncoding extends EncodingLook {
  /** Left out: "Codes". */
  readonly title?: string;
}

/**
 * Shows codes side by side, binary or real: a level a row, a bit a column, with a legend of values. In all figures of codes
 * bits are in the order of where they switch, and levels that never occur are cut off.
 * @param codes by the name that is shown. @param look with `axis` of a run (`levelAxis(run)`) levels have their values.
 * @throws RlelError outside a notebook, or when there is none.
 */
export async function showEncoding(codes: Readonly<Record<string, Code>>, look: ShownEncoding = {}): Promise<void> {
  requireObject(codes, 'show.encoding: codes', [], 'codes by the name that is shown');
  requireOptions(look, 'show.encoding: look', [], ['title', 'axis', 'sameBits', 'columns']);
  const entries = Object.entries(codes);
  for (const [name, code] of entries) requireCode(code, `show.encoding: ${name}`);
  if (entries.length === 0) throw new RlelError('show.encoding: no code to show.');
  if (look.sameBits && entries.some(([, { width }]) => width !== entries[0][1].width))
    throw new RlelError('show.encoding: sameBits: the codes have not the same number of bits.');
  const { title = 'Codes', ...drawn } = look;
  await showFigure({ title, caption: ENCODING_TEXT, ...encodingPanels(codes, drawn) });
}
