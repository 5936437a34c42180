import { countStates, planStates } from '../plans/planState';
import { readPlan } from '../plans/readPlan';
import { RunStore } from '../store/store';
import { logOf, slurmTasks, submittedJobs } from './slurm';

/** The jobs that were submitted for a store: Slurm's view of their tasks beside the store's of their runs. */
export async function sweepStatus(results: string): Promise<string> {
  const jobs = submittedJobs(results);
  if (jobs.length === 0) return `No jobs were submitted for ${results}.`;
  const tasks = slurmTasks(jobs.map(({ job }) => job));
  const store = new RunStore(results);
  const parts: string[] = [];
  for (const { job, plan, source, planName, submittedAt } of jobs) {
    const states = await planStates(await readPlan(plan, source), store);
    const counts = countStates(states).map(([state, count]) => `${count} ${state}`);
    const own = tasks.filter((task) => task.job === job);
    const lines = own.map(
      ({ task, state, where }) => `  ${task.padEnd(10)} ${state.padEnd(12)} ${where}  ${logOf(results, task)}`,
    );
    const none = '  Slurm knows no tasks of it any more; to do what is missing, submit the plan again';
    parts.push(
      [
        `job ${job}, plan ${planName}, submitted ${submittedAt}: ${counts.join(', ')}`,
        ...(own.length > 0 ? lines : [none]),
      ].join('\n'),
    );
  }
  return parts.join('\n\n');
}
