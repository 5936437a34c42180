import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WantedSource } from '../data/findData';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { makeFolder } from '../files/makeFolder';
import { importWords } from './imports';
import { CLI, INTERRUPTED_STATUS } from './program';

export interface SlurmOptions {
  /** The plan's name, or the absolute path of its file. */
  readonly plan: string;
  readonly planName: string;
  /** Where the data of groups that say none come from; left out: the synthetic twins. */
  readonly source?: WantedSource;
  readonly results: string;
  /** Tasks of the array; each takes one run after the other. */
  readonly tasks: number;
  /** Tasks at once; null: no limit. */
  readonly arrayLimit: number | null;
  readonly partition: string | null;
  readonly gpus: number;
  readonly cpus: number;
  readonly memory: string | null;
  /** Slurm's notation; null: the partition's limit. */
  readonly time: string | null;
  /** Seconds between the signal and the end of a task's time. */
  readonly grace: number;
}

/** Where a store's jobs and their logs are kept. */
const jobsFolder = (results: string): string => path.join(results, 'slurm');

/** The log of a task such as "12_3". */
export const logOf = (results: string, task: string): string => path.join(jobsFolder(results), 'logs', `${task}.log`);

/**
 * Writes an array job whose tasks take runs from one plan, and submits it. A task that is preempted, or whose time ends,
 * saves and is queued again; a task that is cancelled is not: submitting the same plan again does what is missing.
 * @returns the job's number and its script.
 * @throws RlelError when there is no sbatch, or it refuses.
 */
export function submit(options: SlurmOptions): { job: string; script: string } {
  const folder = jobsFolder(options.results);
  makeFolder(path.dirname(logOf(options.results, '')));
  const script = path.join(folder, `${options.planName}.sbatch`);
  writeFileAtomic(script, jobScript(options));
  const job = slurm('sbatch', ['--parsable', script]).trim().split(';')[0];
  const { plan, source, planName } = options;
  const record = { job, plan, source, planName, submittedAt: new Date().toISOString() };
  writeFileAtomic(path.join(folder, `${job}.json`), `${JSON.stringify(record)}\n`);
  return { job, script };
}

export function jobScript(options: SlurmOptions): string {
  const { plan, planName, source, results, tasks, arrayLimit, partition, gpus, cpus, memory, time, grace } = options;
  const limit = arrayLimit === null ? '' : `%${arrayLimit}`;
  const settings = [
    `--job-name=rlel-${planName}`,
    `--array=1-${tasks}${limit}`,
    `--cpus-per-task=${cpus}`,
    '--requeue',
    '--open-mode=append',
    `--output=${logOf(results, '%A_%a')}`,
    `--signal=B:USR2@${grace}`,
    ...(partition ? [`--partition=${partition}`] : []),
    ...(gpus > 0 ? [`--gpus-per-task=${gpus}`, '--ntasks=1'] : []),
    ...(memory ? [`--mem=${memory}`] : []),
    ...(time ? [`--time=${time}`] : []),
  ];
  const sweep = [
    process.execPath,
    CLI,
    ...importWords(),
    'sweep',
    plan,
    ...(source ? ['--source', source] : []),
    '--jobs',
    '1',
    '--no-wait',
    '--results',
    results,
  ].map(quoted);
  return `#!/bin/bash
${settings.map((setting) => `#SBATCH ${setting}`).join('\n')}
# Written by "rlel sweep --slurm". A signal (preemption, end of time) is passed on: the step is finished, the state saved,
# exit status ${INTERRUPTED_STATUS}. Then the task is queued again, and continues from its checkpoint.
export TF_NUM_INTRAOP_THREADS="\${SLURM_CPUS_PER_TASK:-1}" OMP_NUM_THREADS="\${SLURM_CPUS_PER_TASK:-1}"
${gpus > 0 ? 'export RLEL_DEVICE=gpu\n' : ''}${sweep.join(' ')} &
child=$!
signalled=
trap 'signalled=yes; kill -USR2 $child 2>/dev/null' USR2 TERM
wait $child; status=$?
# a signal ends the wait before the child: its own status comes with the next one
while [ "$signalled" ]; do signalled=; wait $child; status=$?; done
if [ $status -eq ${INTERRUPTED_STATUS} ]; then
  echo "saved; queued again"
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}" && sleep 60
fi
exit $status
`;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** A job that was submitted for a store. */
export interface SubmittedJob {
  readonly job: string;
  readonly plan: string;
  readonly source?: WantedSource;
  readonly planName: string;
  readonly submittedAt: string;
}

export function submittedJobs(results: string): SubmittedJob[] {
  const folder = jobsFolder(results);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SubmittedJob)
    .sort((a, b) => Number(a.job) - Number(b.job));
}

/** A task as Slurm reports it. */
export interface SlurmTask {
  readonly job: string;
  /** "12_3". */
  readonly task: string;
  readonly state: string;
  readonly where: string;
}

/** The tasks of jobs: from sacct, which knows finished ones, where there is accounting, else from squeue. */
export function slurmTasks(jobs: readonly string[]): SlurmTask[] {
  if (jobs.length === 0) return [];
  const list = jobs.join(',');
  const queued = rows(slurm('squeue', ['--array', '--noheader', '--format=%i|%T|%R', `--states=all`]), jobs);
  let past: SlurmTask[] = [];
  try {
    past = rows(
      slurm('sacct', ['-X', '--noheader', '--parsable2', '--format=JobID,State,NodeList', `--jobs=${list}`]),
      jobs,
    );
  } catch {
    // no accounting
  }
  return [...new Map([...past, ...queued].map((task) => [task.task, task])).values()];
}

function rows(output: string, jobs: readonly string[]): SlurmTask[] {
  return output
    .split('\n')
    .map((line) => line.trim().split('|'))
    .map(([task, state, where]) => ({ job: task.split('_')[0], task, state, where }))
    .filter(({ job }) => jobs.includes(job));
}

function slurm(command: string, words: readonly string[]): string {
  try {
    return execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new RlelError(`${command}: not found. Run this where Slurm's commands are installed.`);
    throw new RlelError(`${command} failed: ${stderr?.trim() || (error as Error).message}`);
  }
}
