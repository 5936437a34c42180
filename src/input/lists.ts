import { z } from 'zod';
import { RlelError } from '../errors';
import { suggestion } from './suggestion';

/**
 * A comma-separated list as users write it; spaces around items do not count.
 * @param place names the option in the error.
 * @param item reads one item.
 * @throws RlelError for a list with a gap, or an item that is there twice; and as `item`.
 */
export function listIn<T>(text: string, place: string, item: (text: string, place: string) => T): T[] {
  const parts = text.split(',').map((part) => part.trim());
  const gap = parts.indexOf('');
  if (gap >= 0) {
    throw new RlelError(
      `${place} "${text}": item ${gap + 1} of ${parts.length} is empty. Expected items with one comma between them.`,
    );
  }
  const items = parts.map((part) => item(part, place));
  const again = parts.find((_, i) => items.indexOf(items[i]) < i);
  if (again !== undefined) throw new RlelError(`${place} "${text}": ${again} is there twice. Expected each item once.`);
  return items;
}

/** Reads an item that is one of some names. */
export const nameAmong =
  <T extends string>(names: readonly T[]) =>
  (text: string, place: string): T => {
    const found = names.find((name) => name === text);
    if (found === undefined)
      throw new RlelError(`${place} ${text}: expected one of ${names.join(', ')}.${suggestion(text, names)}`);
    return found;
  };

/** A schema of lists in which no item is twice. */
export const listOfDistinct = <T extends z.ZodType>(item: T) =>
  z.array(item).superRefine((items, context) => {
    const texts = items.map((one) => JSON.stringify(one));
    const again = texts.find((text, i) => texts.indexOf(text) < i);
    if (again !== undefined) context.addIssue({ code: 'custom', message: `${again} is there twice` });
  });
