import path from 'node:path';
import type { Command } from 'commander';
import { benchmarkNamed, benchmarkNames } from '../benchmarks/registry';
import { checkData, type DataCheck } from '../data/checkData';
import { forgetSet, knownSets, rememberSet } from '../data/knownSets';
import { howToGet } from '../data/obtaining';
import { placeOf } from '../datasets/brokenList';
import type { Complete } from '../datasets/layouts/layout';
import { allLayouts } from '../datasets/layouts/registry';
import { isFolder } from '../datasets/paths';
import { RlelError } from '../errors';
import { integerOption } from './options';
import { say } from './program';
import { progressDisplay } from './progress';

/** `rlel data check` and `rlel data list`. */
export function addData(rlel: Command): void {
  const data = rlel.command('data').description('data sets on disk');
  data
    .command('check <name> <folder>')
    .description(
      `check a download: counts, labels, every image (${allLayouts()
        .map(({ name }) => name)
        .join(', ')})`,
    )
    .addOption(integerOption('--sample <n>', 'decode only n images, spread over the data set', 0))
    .option('--json', 'as JSON; "rlel run --skip-broken FILE" reads it from a file', false)
    .action(async (name, folder, { sample = null, json }) => {
      const check = await checkWithProgress(name, folder, { sample });
      say(json ? JSON.stringify(check, null, 2) : describeCheck(check));
      const count = check.problems.length;
      if (count > 0) throw new RlelError(`${folder}: ${count} problem(s), listed above.`);
    });
  data
    .command('add <name> <folder>')
    .description('remember where a data set lies, once it is checked: --source then finds it')
    .option('--skip-broken <list>', 'leave out the broken samples that "rlel data check --json" wrote to this file')
    .action(async (name, folder, { skipBroken = null }) => say(await addSet(name, folder, skipBroken)));
  data
    .command('remove <name>')
    .description('forget where a data set lies; its folder stays')
    .action((name) => {
      forgetSet(name);
      say(`${name} is forgotten. Its folder stays as it is.`);
    });
  data
    .command('list')
    .description('the data sets that can be read: where they lie here, or how to get them, and the layout of each')
    .action(() => say(describeSets()));
}

/** Checks a data set and remembers where it lies. @throws RlelError naming what is wrong with it. */
async function addSet(name: string, folder: string, skipBroken: string | null): Promise<string> {
  const check = await checkWithProgress(name, folder, { skipBroken });
  const { problems, counts, source } = check;
  if (problems.length > 0) {
    throw new RlelError(
      `${describeCheck(check)}\n${folder}: ${problems.length} problem(s), listed above; it was not added. Mend them, or leave those samples out: "rlel data check ${name} ${folder} --json > broken.json", then add it with --skip-broken broken.json.`,
    );
  }
  const samples = counts.train + counts.validation + counts.test;
  const checkedAt = new Date().toISOString();
  const list = skipBroken && path.resolve(skipBroken);
  rememberSet({ name, folder: path.resolve(folder), source, samples, skipBroken: list, checkedAt });
  const benchmarks = benchmarkNames().filter((benchmark) => benchmarkNamed(benchmark).layouts.includes(name));
  return `${describeCheck(check)}\nadded: --source ${source} finds it for ${benchmarks.join(', ') || 'no benchmark'}`;
}

/** Every layout, with the set that was added or how to get one. */
function describeSets(): string {
  const sets = new Map(knownSets().map((set) => [set.name, set]));
  return allLayouts()
    .map((layout) => {
      const set = sets.get(layout.name);
      const gone = set && !isFolder(set.folder) ? ', which is not there any more' : '';
      const here = set
        ? `here: ${set.folder}${gone} (${set.samples} samples, ${set.source}, checked ${set.checkedAt.slice(0, 10)})`
        : `not here: ${howToGet(layout)}`;
      return [layout.name, `  ${layout.title}`, `  ${layout.expects}`, `  ${here}`].join('\n');
    })
    .join('\n');
}

async function checkWithProgress(
  name: string,
  folder: string,
  options: { sample?: number | null; skipBroken?: string | null },
): Promise<DataCheck> {
  const display = progressDisplay();
  try {
    return await checkData(name, folder, {
      ...options,
      onProgress: (done, total) => display.update(done / total, `${done} of ${total} images decoded`),
    });
  } finally {
    display.stop();
  }
}

function describeCheck(check: DataCheck): string {
  const { layout, counts, complete, source, ranges, decoded, notes, problems } = check;
  return [
    ...problems.map((problem) => [placeOf(problem), problem.problem].filter((text) => text !== '').join(': ')),
    ...notes,
    `${layout}: ${counts.train} to train, ${counts.validation} to validate, ${counts.test} to test; ${decoded} decoded`,
    ...Object.entries(ranges).map(([name, [low, high]]) => `${name}: ${low.toFixed(2)} … ${high.toFixed(2)}`),
    ...(complete ? [`the complete data set: ${describeComplete(complete)}`] : []),
    `counts as: ${source}`,
  ].join('\n');
}

function describeComplete(complete: Complete): string {
  if ('all' in complete) return `${complete.all} in all`;
  const { train, validation = 0, test } = complete;
  return `${train} to train, ${validation} to validate, ${test} to test`;
}
