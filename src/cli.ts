import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { contactSheet } from './commands/contactSheet';
import { reproduceCommand } from './commands/reproduce';
import { addRequestOptions, toRequest } from './commands/requestOptions';
import { runCommand } from './commands/run';
import { workerCommand } from './commands/worker';
import { LAYOUTS } from './datasets/layouts/registry';
import { BEL_FAMILIES } from './encodings/bel';
import { doctor } from './engine/doctor';
import { RlelError } from './errors';
import { methodNamed, methodNames } from './methods/registry';
import { networkNames } from './networks/registry';
import { benchmarkNamed, benchmarkNames, PROFILES, settingsOf } from './study/benchmarks';
import { checkData, type DataCheck, ensureTwin } from './study/openData';
import type { RunResult } from './study/runRecord';
import { RunStore } from './study/store';
import { Interrupted } from './training/trainer';

const RESULTS = path.resolve(__dirname, '../results');
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const line = ({ run, config, metric, metrics, unit, chosen }: RunResult): string =>
  `${run}  ${config.benchmark} ${config.method.padEnd(10)} seed ${config.seed}  ${config.profile} on ${config.data.format} (${config.data.source})` +
  `  test ${metric} ${metrics.test.error.toFixed(3)} ${unit} (constant ${metrics.constant.error.toFixed(3)})${chosen === config.method ? '' : `  ${chosen}`}`;

function program(): Command {
  const rlel = new Command('rlel').description('Learning label encodings for deep regression: train, compare, check');
  const results = () =>
    new Option('--results <folder>', 'where runs are kept').default(RESULTS, 'the project’s results/');

  addRequestOptions(rlel.command('run').description('train a method on a benchmark; a run that is done is shown'))
    .addOption(results())
    .action(async (options) => {
      const { data = null, trainList = null, weights, results: folder } = options;
      const places = { folder: data, trainList, weightsFile: weights, results: folder };
      const result = await runCommand(toRequest(options), places);
      say(line(result));
      if (result.waitedForData !== undefined)
        say(`waited for data ${(100 * result.waitedForData).toFixed(1)} % of the training steps’ time`);
    });

  rlel
    .command('reproduce')
    .description('train every method and seed on the synthetic twins and write the report')
    .option('--benchmarks <names>', 'comma-separated', benchmarkNames().join(','))
    .option('--seeds <numbers>', 'comma-separated', '1,2,3')
    .option('--profile <name>', `settings: ${PROFILES.join(', ')}`, 'quick')
    .option('--jobs <n>', 'processes side by side', String(availableParallelism()))
    .addOption(results())
    .action(async ({ benchmarks, seeds, profile, jobs, results: folder }) => {
      const count = Number(jobs);
      if (!Number.isInteger(count) || count < 1)
        throw new RlelError(`--jobs ${jobs}: expected an integer of at least 1.`);
      const names: string[] = benchmarks.split(',');
      for (const name of names) benchmarkNamed(name);
      const numbers: number[] = seeds.split(',').map(Number);
      if (!numbers.every((seed) => Number.isInteger(seed) && seed >= 0))
        throw new RlelError(`--seeds ${seeds}: expected integers of at least 0, comma-separated.`);
      const files = await reproduceCommand({
        benchmarks: names,
        profile,
        seeds: numbers,
        jobs: count,
        results: folder,
      });
      say(['The report:', ...files.map((file) => `  ${file}`)].join('\n'));
    });

  rlel
    .command('worker', { hidden: true })
    .description('does the runs that its parent process sends')
    .addOption(results())
    .action(({ results: folder }) => workerCommand(folder));

  const data = rlel.command('data').description('data sets on disk');
  data
    .command('check <name> <folder>')
    .description(`check a download: counts, labels, images (${LAYOUTS.map(({ name }) => name).join(', ')})`)
    .action(async (name, folder) => {
      const check = await checkData(name, folder);
      say(describeCheck(check));
      if (check.problems.length > 0)
        throw new RlelError(`${folder}: ${check.problems.length} problem(s), listed above.`);
    });
  data
    .command('list')
    .description('the data sets that can be read, and the layout of each')
    .action(() => say(LAYOUTS.map(({ name, title, expects }) => `${name}\n  ${title}\n  ${expects}`).join('\n')));

  rlel
    .command('list')
    .description('benchmarks, methods, profiles, encodings, networks')
    .option(
      '--settings <benchmark>',
      'the settings of a benchmark’s profiles, and how they depart from the published ones',
    )
    .action(({ settings }) => say(settings ? describeSettings(settings) : describeAll()));

  rlel
    .command('runs')
    .description('the runs in the store')
    .addOption(results())
    .action(({ results: folder }) => {
      const store = new RunStore(folder);
      const ids = store.ids();
      if (ids.length === 0) say(`No runs in ${folder}. "rlel run --help" says how to make one.`);
      for (const id of ids) {
        const result = store.result(id);
        say(result ? line(result) : `${id}  not done; the command that started it continues it`);
      }
    });

  rlel
    .command('show <run>')
    .description('a run’s configuration and result, by the first letters of its name')
    .addOption(results())
    .action((run, { results: folder }) => {
      const store = new RunStore(folder);
      const id = store.find(run);
      say(JSON.stringify({ folder: store.folder(id), ...(store.result(id) ?? { config: store.config(id) }) }, null, 2));
    });

  rlel
    .command('verify <run>')
    .description('compute a run’s metrics again from its stored predictions')
    .addOption(results())
    .action((run, { results: folder }) => {
      const store = new RunStore(folder);
      const id = store.find(run);
      const problems = store.verify(id);
      if (problems.length > 0)
        throw new RlelError(`${id} does not agree with its predictions:\n  ${problems.join('\n  ')}`);
      say(`${id}: result.json agrees with predictions.csv and config.json`);
    });

  rlel
    .command('twin <benchmark>')
    .description('render a benchmark’s synthetic twin')
    .option('--profile <name>', `whose size: ${PROFILES.join(', ')}`, 'quick')
    .option('--sheet <file>', 'also write a contact sheet (PNG)')
    .action(async (benchmark, { profile, sheet }) => {
      const folder = await ensureTwin(benchmark, settingsOf(benchmark, profile).twin);
      if (sheet) await contactSheet(benchmark, folder, sheet);
      say([folder, ...(sheet ? [sheet] : [])].join('\n'));
    });

  rlel
    .command('doctor')
    .description('versions, backend, devices, and what is wrong')
    .action(async () => {
      const { lines, problems } = await doctor();
      const width = Math.max(...lines.map(({ name }) => name.length));
      for (const { name, value } of lines) say(`${name.padEnd(width)}  ${value}`);
      if (problems.length > 0) throw new RlelError(`Problems:\n  ${problems.join('\n  ')}`);
      say('No problems found.');
    });
  return rlel;
}

function describeCheck({ layout, counts, complete, source, ranges, problems }: DataCheck): string {
  return [
    ...problems,
    `${layout}: ${counts.train} to train, ${counts.validation} to validate, ${counts.test} to test`,
    ...Object.entries(ranges).map(([name, [low, high]]) => `${name}: ${low.toFixed(2)} … ${high.toFixed(2)}`),
    ...(complete ? [`the complete data set: ${complete.train} to train, ${complete.test} to test`] : []),
    `counts as: ${source}`,
  ].join('\n');
}

function describeAll(): string {
  return [
    'benchmarks',
    ...benchmarkNames().map((name) => `  ${name}  ${benchmarkNamed(name).title}`),
    'methods',
    ...methodNames().map((name) => `  ${name.padEnd(10)}  ${methodNamed(name).summary}`),
    `profiles   ${PROFILES.join(', ')}`,
    `encodings  ${BEL_FAMILIES.join(', ')} (bel); annealed (sa); autoencoded (ae)`,
    `networks   ${networkNames().join(', ')}`,
  ].join('\n');
}

function describeSettings(name: string): string {
  return Object.entries(benchmarkNamed(name).profiles)
    .map(([profile, { departures, ...settings }]) =>
      [
        `${name}, ${profile}`,
        JSON.stringify(settings, null, 2),
        'departures from the published settings:',
        ...departures.map((text) => `  - ${text}`),
      ].join('\n'),
    )
    .join('\n\n');
}

/** Runs the command line; errors that the user can act on are printed without a stack. Exit status 130: interrupted. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    process.stderr.write(`rlel: ${error.message}\n`);
    if (error instanceof Interrupted) process.stderr.write('The same command continues from there.\n');
    process.exitCode = error instanceof Interrupted ? 130 : 1;
  }
}
