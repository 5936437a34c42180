import path from 'node:path';
import { methodTitle } from './colours';
import type { RunBehind } from './document';
import type { Evidence, Study } from './evidence';
import { runCommand } from './runCommand';
import { threadsOf } from './runEnvironment';
import { settingsText } from './tables/tuning';

/** What the page says of the runs behind its numbers. @param folder where the report will lie. */
export const runsBehind = (studies: readonly Study[], folder: string): RunBehind[] =>
  studies.flatMap(({ runs }) =>
    runs.map((evidence): RunBehind => {
      const { result, config, changes, error } = evidence;
      return {
        run: result.run,
        benchmark: config.benchmark,
        method: methodTitle(config.method),
        seed: config.seed,
        settings: settingsText(Object.fromEntries(changes)),
        error: `${result.metric} ${error.toFixed(3)} ${result.unit}`,
        learned: result.learned?.learned ?? null,
        commit: result.commit,
        command: runCommand(config, threadsOf(evidence)),
        place: placeOf(evidence, folder),
      };
    }),
  );

/** "../runs/0a1b…/", where the report lies in the runs' store. */
function placeOf({ folder: run }: Evidence, folder: string): string | null {
  const place = path.relative(folder, run).split(path.sep).join('/');
  return place === `../runs/${path.basename(run)}` ? `${place}/` : null;
}
