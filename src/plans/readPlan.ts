import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WantedSource } from '../data/findData';
import { RlelError } from '../errors';
import { defaultExportOf, importFile } from '../imports/imports';
import { requireText } from '../input/check';
import { importsOf, type Plan, toPlan } from './plan';
import { planNamed } from './plans';

/**
 * A plan of the kit by its name, or of the user's own by its file: JSON, or a TypeScript or JavaScript module whose
 * default export is the plan. A module is the user's own program, and run as such; so are the files that a plan imports.
 * @param wanted the source of data of groups that say none; left out: the synthetic twins.
 * @throws RlelError naming the file and what is wrong with it.
 */
export async function readPlan(nameOrFile: string, wanted?: WantedSource): Promise<Plan> {
  requireText(nameOrFile, 'readPlan: name');
  const kind = path.extname(nameOrFile);
  if (!['.json', '.ts', '.mts', '.js', '.mjs'].includes(kind)) return toPlan(planNamed(nameOrFile), nameOrFile, wanted);
  const file = path.resolve(nameOrFile);
  if (!existsSync(file)) throw new RlelError(`${file}: not there. Expected a plan; "rlel plan" lists the kit’s own.`);
  const source = kind === '.json' ? readJson(file) : await defaultExportOf(file);
  for (const name of importsOf(source, file)) await importFile(path.resolve(path.dirname(file), name));
  return toPlan(source, file, wanted);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RlelError(`${file}: not JSON (${(error as Error).message}).`);
  }
}
