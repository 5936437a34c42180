import { createHash } from 'node:crypto';

/** JSON with sorted keys: the same configuration has the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** SHA-256 (hex) of a text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A name for a text: the first 16 hex digits of its SHA-256. */
export const nameFor = (text: string): string => hashOf(text).slice(0, 16);
