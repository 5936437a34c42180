import type { Command } from 'commander';
import { checkData, type DataCheck } from '../data/checkData';
import { placeOf } from '../datasets/brokenList';
import type { Complete } from '../datasets/layouts/layout';
import { allLayouts } from '../datasets/layouts/registry';
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
      const check = await checkWithProgress(name, folder, sample);
      say(json ? JSON.stringify(check, null, 2) : describeCheck(check));
      const count = check.problems.length;
      if (count > 0) throw new RlelError(`${folder}: ${count} problem(s), listed above.`);
    });
  data
    .command('list')
    .description('the data sets that can be read, and the layout of each')
    .action(() =>
      say(
        allLayouts()
          .map(({ name, title, expects }) => `${name}\n  ${title}\n  ${expects}`)
          .join('\n'),
      ),
    );
}

async function checkWithProgress(name: string, folder: string, sample: number | null): Promise<DataCheck> {
  const display = progressDisplay();
  try {
    return await checkData(name, folder, {
      sample,
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
