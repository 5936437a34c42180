import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { PROFILES } from './benchmarks/benchmark';
import { benchmarkNamed, benchmarkNames, settingsOf } from './benchmarks/registry';
import { claimsCommand } from './commands/claims';
import { contactSheet, requireSheetName } from './commands/contactSheet';
import { addDataCommands } from './commands/data';
import { doctor } from './commands/doctor';
import { loadImports } from './commands/imports';
import { integerOption, optionOf, refuseIdleOptions, refuseOptionsBeforeSubcommands } from './commands/options';
import { planCommand } from './commands/plan';
import { INTERRUPTED_STATUS } from './commands/program';
import { reportCommand } from './commands/report';
import { reproduceCommand } from './commands/reproduce';
import { addRequestOptions, toRequest } from './commands/requestOptions';
import { runCommand } from './commands/run';
import { collectGarbage, listRuns, mergeRuns, verifyRuns } from './commands/runs';
import { submit } from './commands/slurm';
import { sweep } from './commands/sweep';
import { sweepStatus } from './commands/sweepStatus';
import { watch } from './commands/watch';
import { workerCommand } from './commands/worker';
import { ensureTwin } from './data/openData';
import { codeNames } from './encodings/registry';
import { RlelError } from './errors';
import { systemError } from './files/systemError';
import { listIn, nameAmong } from './input/lists';
import { integerIn } from './input/numbers';
import { methodNamed, methodNames } from './methods/registry';
import { networkNames } from './networks/registry';
import { writeBenchmarkNotebooks } from './notebook/benchmarkNotebook';
import { freshStates } from './plans/planState';
import { planNames } from './plans/plans';
import { readPlan } from './plans/readPlan';
import { otherCode } from './runs/otherCode';
import { runColumns } from './store/runQuery';
import type { RunResult } from './store/runRecord';
import { RunStore } from './store/store';
import { Interrupted } from './training/loop';

const RESULTS = path.resolve(__dirname, '../results');
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const line = ({ run, config, metric, metrics, unit, chosen }: RunResult): string =>
  `${run}  ${config.benchmark} ${config.method.padEnd(10)} seed ${config.seed}  ${config.profile} on ${config.data.format} (${config.data.source})` +
  `  test ${metric} ${metrics.test.error.toFixed(3)} ${unit} (constant ${metrics.constant.error.toFixed(3)})${chosen === config.method ? '' : `  ${chosen}`}`;

function program(): Command {
  const rlel = new Command('rlel')
    .description('Learning label encodings for deep regression: train, compare, check')
    .option(
      '--import <file>',
      'load a file that registers methods, codes, benchmarks, … of your own (docs/extending.md); may be there several times',
    )
    .enablePositionalOptions(); // "runs verify --results X" is verify's option, not that of runs
  const results = () =>
    new Option('--results <folder>', 'where runs are kept').default(RESULTS, 'the project’s results/');

  const freshOption = () =>
    new Option('--fresh', 'set aside what the store has of it, and do it again with this code').default(false);
  const jobsOption = () => integerOption('--jobs <n>', 'processes side by side', 1, availableParallelism());

  addRequestOptions(rlel.command('run').description('train a method on a benchmark; a run that is done is shown'))
    .addOption(freshOption())
    .addOption(results())
    .action(async (options) => {
      const { data = null, trainList = null, skipBroken, weights = null, results: folder, fresh } = options;
      const places = { folder: data, trainList, skipBroken, weights, results: folder, fresh };
      const { result, stored } = await runCommand(toRequest(options), places);
      say(line(result));
      const other = stored ? otherCode([result], '--fresh makes it again') : null;
      if (other) say(`From the store. ${other}`);
      if (result.waitedForData !== undefined)
        say(`waited for data ${(100 * result.waitedForData).toFixed(1)} % of the training steps’ time`);
    });

  rlel
    .command('reproduce')
    .description('train every method and seed on the synthetic twins and write the report')
    .addOption(
      optionOf((text, place) => listIn(text, place, nameAmong(benchmarkNames())))(
        '--benchmarks <names>',
        'comma-separated',
      ).default(benchmarkNames(), benchmarkNames().join(',')),
    )
    .addOption(
      optionOf((text, place) => listIn(text, place, integerIn))('--seeds <numbers>', 'comma-separated').default(
        [1, 2, 3],
        '1,2,3',
      ),
    )
    .addOption(new Option('--profile <name>', 'settings').choices([...PROFILES]).default('quick'))
    .addOption(jobsOption())
    .addOption(freshOption())
    .addOption(results())
    .action(async ({ benchmarks, seeds, profile, jobs, fresh, results: folder }) => {
      say(await reproduceCommand({ benchmarks, profile, seeds, jobs, fresh, results: folder }));
    });

  rlel
    .command('report')
    .description('write the report of the runs in the store: results/report/index.html, tables and figures')
    .addOption(results())
    .action(async ({ results: folder }) => say(await reportCommand(folder)));

  rlel
    .command('claims')
    .description(
      'judge the paper’s claims by the stored predictions; exit status 0: all hold, 1: one does not, 2: some cannot be told',
    )
    .option('--json', 'as JSON', false)
    .addOption(results())
    .action(({ json, results: folder }) => {
      const { text, status } = claimsCommand(folder, json);
      say(text);
      process.exitCode = status;
    });

  rlel
    .command('plan [plan]')
    .description('the runs of a plan and where they stand; without a plan: the kit’s own plans')
    .option('--explain', 'say which claim, table or figure each run is for', false)
    .option('--json', 'as JSON', false)
    .addOption(jobsOption())
    .addOption(results())
    .action(async (name, { results: folder, ...options }, command) => {
      if (!name) refuseIdleOptions(command, ['explain', 'json', 'jobs', 'results'], 'without a plan');
      if (options.json) refuseIdleOptions(command, ['explain'], 'with --json, which always says it');
      if (!name) say(`${planNames().join('\n')}\nor a file of your own: docs/plans.md`);
      else say(await planCommand(await readPlan(name), { results: folder, ...options }));
    });

  const sweeps = rlel
    .command('sweep [plan]')
    .enablePositionalOptions()
    .description('do the runs of a plan that are not done; also on a Slurm cluster (docs/cluster.md)')
    .addOption(jobsOption())
    .addOption(integerOption('--retries <n>', 'how often a run that fails is tried again', 0, 1))
    .option('--no-wait', 'end when all runs that are left are under way in other processes')
    .addOption(freshOption())
    .addOption(results())
    .option('--slurm', 'write and submit an array job whose tasks do the runs', false)
    .addOption(integerOption('--tasks <n>', 'Slurm: tasks of the array', 1, 8))
    .addOption(integerOption('--array-limit <n>', 'Slurm: tasks at once', 1))
    .option('--partition <name>', 'Slurm: partition')
    .addOption(integerOption('--gpus <n>', 'Slurm: GPUs a task', 0, 0))
    .addOption(integerOption('--cpus <n>', 'Slurm: cores a task', 1, 1))
    .option('--memory <size>', 'Slurm: memory a task, as 8G')
    .option('--time <limit>', 'Slurm: time limit of a task, as 4:00:00')
    .addOption(integerOption('--grace <seconds>', 'Slurm: seconds to save before a task’s time ends', 10, 120))
    .action(async (name, { jobs, retries, wait, fresh, results: folder, slurm, ...cluster }, command) => {
      if (!name) throw new RlelError(`Which plan? ${planNames().join(', ')}, or a file of your own (docs/plans.md).`);
      if (slurm) refuseIdleOptions(command, ['jobs', 'retries', 'wait'], 'with --slurm: a task does one run at a time');
      else refuseIdleOptions(command, Object.keys(cluster), 'without --slurm');
      const plan = await readPlan(name);
      if (!slurm) {
        const done = await sweep({ plan, jobs, retries, results: folder, waitForOthers: wait, fresh });
        say(`${plan.name}: ${done.length} of ${plan.runs.length} runs are done`);
        return;
      }
      if (fresh) await freshStates(plan, new RunStore(folder));
      const { arrayLimit = null, partition = null, memory = null, time = null, tasks, gpus, cpus, grace } = cluster;
      const { job, script } = submit({
        plan: path.extname(name) === '' ? name : path.resolve(name),
        planName: plan.name,
        results: path.resolve(folder),
        ...{ tasks, arrayLimit, partition, gpus, cpus, memory, time, grace },
      });
      say(
        `job ${job}: ${tasks} tasks for ${plan.runs.length} runs (${script})\n"rlel sweep status" shows how far it is.`,
      );
    });
  refuseOptionsBeforeSubcommands(sweeps);
  sweeps
    .command('status')
    .description('the jobs that were submitted to Slurm for this store, their tasks, and how far their plans are')
    .addOption(results())
    .action(async ({ results: folder }) => say(await sweepStatus(path.resolve(folder))));

  rlel
    .command('worker', { hidden: true })
    .description('does the runs that its parent process sends')
    .addOption(results())
    .action(({ results: folder }) => workerCommand(folder));

  addDataCommands(rlel, say);

  rlel
    .command('list')
    .description('benchmarks, methods, profiles, encodings, networks')
    .option(
      '--settings <benchmark>',
      'the settings of a benchmark’s profiles, and how they depart from the published ones',
    )
    .action(({ settings }) => say(settings ? describeSettings(settings) : describeAll()));

  const runs = rlel
    .command('runs')
    .enablePositionalOptions()
    .description('the runs in the store')
    .option(
      '--where <conditions...>',
      `finished runs that meet all, as "method=rlel" or "error<5"; columns: ${runColumns().join(', ')}`,
      [],
    )
    .option('--sort <column>', 'in the order of a column; "-error" from the highest down')
    .addOption(new Option('--format <format>', 'text, csv or json').choices(['text', 'csv', 'json']).default('text'))
    .addOption(results())
    .action(({ where, sort = null, format, results: folder }) =>
      say(listRuns(new RunStore(folder), { where, sort, format }, line)),
    );
  refuseOptionsBeforeSubcommands(runs);
  runs
    .command('verify')
    .description('check every finished run’s files, configuration and metrics; set aside what is damaged or foreign')
    .option('--keep', 'leave damaged runs where they are', false)
    .addOption(results())
    .action(({ keep, results: folder }) => say(verifyRuns(new RunStore(folder), !keep)));
  runs
    .command('merge <folder>')
    .description('bring in the finished runs of another results folder')
    .addOption(results())
    .action((from, { results: folder }) => say(mergeRuns(new RunStore(folder), from)));
  runs
    .command('gc')
    .description('remove checkpoints and half-written files that killed processes left of finished runs')
    .option('--yes', 'do not ask', false)
    .addOption(results())
    .action(async ({ yes, results: folder }) => say(await collectGarbage(new RunStore(folder), yes)));

  rlel
    .command('watch')
    .description('the runs under way, live')
    .addOption(results())
    .action(({ results: folder }) => watch(new RunStore(folder)));

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
    .option('--sheet <file>', 'also write a contact sheet (a .jpg)')
    .action(async (benchmark, { profile, sheet }) => {
      if (sheet) requireSheetName(sheet);
      const folder = await ensureTwin(benchmark, settingsOf(benchmark, profile).twin);
      if (sheet) await contactSheet(benchmark, folder, sheet);
      say([folder, ...(sheet ? [sheet] : [])].join('\n'));
    });

  rlel
    .command('notebook [benchmark]')
    .description('write a benchmark’s notebook from the template; left out: all of the kit’s')
    .option('--to <file>', 'a notebook of your own (default: NAME.ipynb, where the kit has none)')
    .option('--words <file>', 'what it says in the template’s places (Markdown)')
    .option('--data <folder>', 'the data that it is about; left out: the synthetic twin')
    .action((benchmark, own) => say(writeBenchmarkNotebooks(benchmark, own).join('\n')));

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

function describeAll(): string {
  return [
    'benchmarks',
    ...benchmarkNames().map((name) => `  ${name}  ${benchmarkNamed(name).title}`),
    'methods',
    ...methodNames().map((name) => `  ${name.padEnd(10)}  ${methodNamed(name).summary}`),
    `profiles   ${PROFILES.join(', ')}`,
    `encodings  ${codeNames().join(', ')} (bel); annealed (sa); autoencoded (ae)`,
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
    const words = await loadImports(argv);
    await program().parseAsync(words);
  } catch (thrown) {
    const error = systemError(thrown);
    if (!(error instanceof RlelError)) throw error;
    const again = argv.includes('--fresh') ? 'The same command without --fresh' : 'The same command';
    process.stderr.write(`rlel: ${error.message}\n`);
    if (error instanceof Interrupted) process.stderr.write(`${again} continues from there.\n`);
    process.exitCode = error instanceof Interrupted ? INTERRUPTED_STATUS : 1;
  }
}
