import { z } from 'zod';
import { RlelError } from '../errors';
import { requireOptions, requireText, shown } from '../input/check';

/** What is said of a setting beside its type, bounds and default. */
export interface SettingNote {
  /** One line, as `--help` shows it. */
  readonly help: string;
  /**
   * The value at which the setting is as if it were not there. A setting that is added to a schema gets one: it is then
   * no part of the name of runs that have this value, and runs recorded before it existed read as having it. It never
   * changes, whatever becomes of the default.
   */
  readonly neutral?: unknown;
}

const notes = z.registry<SettingNote>();

/** A schema's field that users may set: `setting(z.number().min(0).default(0), 'weight of R2')`. */
export function setting<Schema extends z.ZodType>(
  schema: Schema,
  help: string,
  note: { readonly neutral?: z.output<Schema> } = {},
): Schema {
  if (!(schema instanceof z.ZodType))
    throw new RlelError(`setting: ${shown(schema)}, expected a field of zod, as z.number().default(0).`);
  requireText(help, 'setting: help');
  requireOptions(note, 'setting: note', [], ['neutral']);
  const { neutral } = note;
  notes.add(schema, { help, neutral });
  return schema;
}

/** Settings that belong together: the training's, a network's, a method's. */
export type SettingsSchema = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** @throws RlelError unless it is a schema of settings. */
export function requireSchema(schema: unknown, what: string): void {
  if (!(schema instanceof z.ZodObject))
    throw new RlelError(`${what}: ${shown(schema)}, expected a schema, as z.strictObject({}).`);
}

/** A setting and what is known of it. */
export interface Setting extends SettingNote {
  readonly key: string;
  readonly schema: z.ZodType;
}

/** The settings of a schema, in its order. */
export const settingsIn = (schema: SettingsSchema): Setting[] =>
  Object.entries(schema.shape).map(([key, field]) => ({
    key,
    schema: field,
    help: '',
    ...notes.get(field),
  }));

/** The values without those that are neutral: what names a run, and what is stored of it. */
export const withoutNeutral = (schema: SettingsSchema, values: object): Record<string, unknown> => {
  const neutral = new Map(settingsIn(schema).map((one) => [one.key, one.neutral]));
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => {
      const none = neutral.get(key);
      return none === undefined || JSON.stringify(value) !== JSON.stringify(none);
    }),
  );
};

/** Stored values with the neutral ones put back. */
export const withNeutral = (schema: SettingsSchema, stored: object): Record<string, unknown> => ({
  ...Object.fromEntries(
    settingsIn(schema)
      .filter(({ neutral }) => neutral !== undefined)
      .map(({ key, neutral }) => [key, neutral]),
  ),
  ...stored,
});

/**
 * The values, checked, with defaults for those that are left out.
 * @throws RlelError naming each bad setting, and what was expected.
 */
export function checkedSettings<Schema extends SettingsSchema>(schema: Schema, values: object): z.output<Schema> {
  const checked = schema.safeParse(values);
  if (checked.success) return checked.data;
  throw new RlelError(problemsOf(checked.error).join('\n'));
}

/** A line a problem: "alpha: expected …". */
const problemsOf = (error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
