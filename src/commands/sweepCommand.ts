import path from 'node:path';
import type { Command } from 'commander';
import { RlelError } from '../errors';
import { freshStates } from '../plans/planState';
import { planNames } from '../plans/plans';
import { readPlan } from '../plans/readPlan';
import { RunStore } from '../store/store';
import {
  freshOption,
  integerOption,
  jobsOption,
  refuseIdleOptions,
  refuseOptionsBeforeSubcommands,
  resultsOption,
  sourceOption,
} from './options';
import { examples, say } from './program';
import { submit } from './slurm';
import { sweep } from './sweep';
import { sweepStatus } from './sweepStatus';

/** `rlel sweep`, on this machine or by Slurm, and `rlel sweep status`. */
export function addSweep(rlel: Command): void {
  const sweeps = rlel
    .command('sweep [plan]')
    .enablePositionalOptions()
    .description('do the runs of a plan that are not done; also on a Slurm cluster (docs/cluster.md)')
    .addOption(sourceOption('for groups without data of their own, data sets'))
    .addOption(jobsOption())
    .addOption(integerOption('--retries <n>', 'how often a run that fails is tried again', 0, 1))
    .option('--no-wait', 'end when all runs that are left are under way in other processes')
    .addOption(freshOption())
    .addOption(resultsOption())
    .option('--slurm', 'write and submit an array job whose tasks do the runs', false)
    .addOption(integerOption('--tasks <n>', 'Slurm: tasks of the array', 1, 8))
    .addOption(integerOption('--array-limit <n>', 'Slurm: tasks at once', 1))
    .option('--partition <name>', 'Slurm: partition')
    .addOption(integerOption('--gpus <n>', 'Slurm: GPUs a task', 0, 0))
    .addOption(integerOption('--cpus <n>', 'Slurm: cores a task', 1, 1))
    .option('--memory <size>', 'Slurm: memory a task, as 8G')
    .option('--time <limit>', 'Slurm: time limit of a task, as 4:00:00')
    .addOption(integerOption('--grace <seconds>', 'Slurm: seconds to save before a task’s time ends', 10, 120))
    .addHelpText('after', examples('rlel sweep quick', 'rlel sweep plan.json --jobs 2'))
    .action(async (name, { source, jobs, retries, wait, fresh, results: folder, slurm, ...cluster }, command) => {
      if (!name) throw new RlelError(`Which plan? ${planNames().join(', ')}, or a file of your own (docs/plans.md).`);
      if (slurm) refuseIdleOptions(command, ['jobs', 'retries', 'wait'], 'with --slurm: a task does one run at a time');
      else refuseIdleOptions(command, Object.keys(cluster), 'without --slurm');
      const plan = await readPlan(name, source);
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
        source,
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
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel sweep status'))
    .action(async ({ results: folder }) => say(await sweepStatus(path.resolve(folder))));
}
