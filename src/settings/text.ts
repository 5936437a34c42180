import { z } from 'zod';
import { RlelError } from '../errors';
import { listIn } from '../input/lists';
import { numberIn } from '../input/numbers';

/** "headMultiplier" → "--head-multiplier". */
export const flagOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The type itself, of a field that has a default or may be left out. */
function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
    ? bare(schema.unwrap() as z.ZodType)
    : schema;
}

/** What a value looks like on the command line: "number", "sgd|adam", "low,high". */
export function shapeOf(schema: z.ZodType): string {
  const type = bare(schema);
  if (type instanceof z.ZodEnum) return type.options.join('|');
  if (type instanceof z.ZodArray) return 'list';
  if (type instanceof z.ZodTuple) return 'low,high';
  if (type instanceof z.ZodBoolean) return 'true|false';
  return type instanceof z.ZodNumber ? 'number' : 'name';
}

/**
 * A setting's value as written on the command line ("none": an empty list); its bounds are the schema's to check.
 * @param place names the option in errors.
 * @throws RlelError where the text is not of the setting's type.
 */
export function parseSetting(schema: z.ZodType, text: string, place: string): unknown {
  const type = bare(schema);
  if (type instanceof z.ZodArray) {
    const item = type.element as z.ZodType;
    return text === 'none' ? [] : listIn(text, place, (part) => parseSetting(item, part, place));
  }
  if (type instanceof z.ZodTuple) {
    const ends = listIn(text, place, numberIn);
    if (ends.length !== 2) throw new RlelError(`${place} ${text}: expected LOW,HIGH.`);
    return ends;
  }
  if (type instanceof z.ZodNumber) return numberIn(text, place);
  if (type instanceof z.ZodBoolean) {
    if (text !== 'true' && text !== 'false') throw new RlelError(`${place} ${text}: expected true or false.`);
    return text === 'true';
  }
  return text;
}

/** A setting as an option of the command line, which `parseSetting` reads: "--range=-25,25", "--milestones none". */
export function optionOf(key: string, value: unknown): string {
  const text = Array.isArray(value) ? value.join(',') || 'none' : String(value);
  return `${flagOf(key)}${text.startsWith('-') ? '=' : ' '}${text}`;
}
