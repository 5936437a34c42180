import path from 'node:path';
import type { Command } from 'commander';
import { isOwn } from '../benchmarks/own';
import { benchmarkNamed, benchmarkNames } from '../benchmarks/registry';
import { checkData, type DataCheck } from '../data/checkData';
import { dataRoot } from '../data/dataRoot';
import { getSet } from '../data/getSet';
import { forgetSet, type KnownSet, knownSets, rememberSet } from '../data/knownSets';
import { downloadOf, howToGet, obtainingOf } from '../data/obtaining';
import { placeOf } from '../datasets/brokenList';
import { images } from '../datasets/layouts/images';
import type { Complete } from '../datasets/layouts/layout';
import { allLayouts, layoutNamed } from '../datasets/layouts/registry';
import { isFolder } from '../datasets/paths';
import { RlelError } from '../errors';
import { integerOption, labelsOption } from './options';
import { examples, say } from './program';
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
    .addOption(labelsOption())
    .addOption(integerOption('--sample <n>', 'decode only n images, spread over the data set', 0))
    .option('--json', 'as JSON; "rlel run --skip-broken FILE" reads it from a file', false)
    .addHelpText('after', examples('rlel data check 300w 300w/', 'rlel data check images photos/ --labels gauges.csv'))
    .action(async (name, folder, { labels = null, sample = null, json }) => {
      const check = await checkWithProgress(name, folder, { labels, sample });
      say(json ? JSON.stringify(check, null, 2) : describeCheck(check));
      const count = check.problems.length;
      if (count > 0) throw new RlelError(`${folder}: ${count} problem(s), listed above.`);
    });
  data
    .command('add <name> <folder>')
    .description(
      'remember where a data set lies, once it is checked: --source then finds it (own.NAME: images of your own)',
    )
    .addOption(labelsOption())
    .option('--skip-broken <list>', 'leave out the broken samples that "rlel data check --json" wrote to this file')
    .addHelpText('after', examples('rlel data add morph2 morph2/'))
    .action(async (name, folder, options) => say(await addSet(name, folder, options)));
  data
    .command('get <name>')
    .description(
      'download a data set that its owner lets everybody fetch, check it and remember it; of others, say how to get them',
    )
    .option('--to <folder>', 'where it is unpacked to (default: downloads/NAME in the project’s data/)')
    .addHelpText('after', examples('rlel data get utkface'))
    .action(async (name, { to }) => say(await fetchSet(name, to ?? path.join(dataRoot(), 'downloads', name))));
  data
    .command('remove <name>')
    .description('forget where a data set lies; its folder stays')
    .addHelpText('after', examples('rlel data remove morph2'))
    .action((name) => {
      forgetSet(name);
      say(`${name} is forgotten. Its folder stays as it is.`);
    });
  data
    .command('list')
    .description('the data sets that can be read: where they lie here, or how to get them, and the layout of each')
    .addHelpText('after', examples('rlel data list'))
    .action(() => say(describeSets()));
}

/** Checks a data set and remembers where it lies. @throws RlelError naming what is wrong with it. */
async function addSet(
  name: string,
  folder: string,
  { labels = null, skipBroken = null }: { labels?: string | null; skipBroken?: string | null },
): Promise<string> {
  if (name === images.name) throw new RlelError(`Give your ${name} a name of their own, as own.dials.`);
  const [layout] = isOwn(name) ? benchmarkNamed(name).layouts : [name];
  const check = await checkWithProgress(layout, folder, { labels, skipBroken });
  const { problems, counts, source } = check;
  if (problems.length > 0) {
    throw new RlelError(
      `${describeCheck(check)}\n${folder}: ${problems.length} problem(s), listed above; it was not added. Mend them, or leave those samples out: "rlel data check ${layout} ${folder} --json > broken.json", then add it with --skip-broken broken.json.`,
    );
  }
  const samples = counts.train + counts.validation + counts.test;
  const checkedAt = new Date().toISOString();
  const whole = (file: string | null) => file && path.resolve(file);
  const places = { folder: path.resolve(folder), labels: whole(labels), skipBroken: whole(skipBroken) };
  rememberSet({ name, ...places, source, samples, checkedAt });
  const benchmarks = isOwn(name)
    ? [name]
    : benchmarkNames().filter((benchmark) => benchmarkNamed(benchmark).layouts.includes(name));
  return `${describeCheck(check)}\nadded: --source ${source} finds it for ${benchmarks.join(', ') || 'no benchmark'}`;
}

/** Downloads a data set, checks it and remembers it. @throws RlelError where that cannot be, with its page. */
async function fetchSet(name: string, folder: string): Promise<string> {
  const layout = layoutNamed(name);
  const file = downloadOf(layout);
  const here = knownSets().find((set) => set.name === name && isFolder(set.folder));
  if (here) throw new RlelError(`${name} is here already: ${here.folder}. "rlel data remove ${name}" forgets it.`);
  const display = progressDisplay();
  let told: string;
  try {
    display.line(`${layout.title}: ${file.url} (${obtainingOf(name)?.licence})`);
    const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
    told = await getSet(name, file, folder, (done, total) =>
      display.update(done / total, `${mib(done)} of ${mib(total)} MiB`),
    );
  } finally {
    display.stop();
  }
  return `${folder}: ${told}\n${await addSet(name, folder, {})}`;
}

/** Every layout, with the set that was added or how to get one. */
function describeSets(): string {
  const sets = knownSets();
  const layouts = allLayouts().map((layout) => {
    const set = sets.find(({ name }) => name === layout.name);
    const here = set ? describeSet(set) : `not here: ${howToGet(layout)}`;
    return [layout.name, `  ${layout.title}`, `  ${layout.expects}`, ...(layout === images ? [] : [`  ${here}`])];
  });
  const own = sets.filter(({ name }) => isOwn(name)).map((set) => [set.name, `  ${describeSet(set)}`]);
  return [...layouts, ...own].flat().join('\n');
}

function describeSet({ folder, samples, source, checkedAt }: KnownSet): string {
  const gone = isFolder(folder) ? '' : ', which is not there any more';
  return `here: ${folder}${gone} (${samples} samples, ${source}, checked ${checkedAt.slice(0, 10)})`;
}

async function checkWithProgress(
  name: string,
  folder: string,
  options: { labels?: string | null; sample?: number | null; skipBroken?: string | null },
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
