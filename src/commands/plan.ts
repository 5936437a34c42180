import type { Command } from 'commander';
import { describeFound } from '../data/findData';
import { nameOf, type Plan, toPlan } from '../plans/plan';
import { countStates, type PlannedState, planStates } from '../plans/planState';
import { planNamed, planNames } from '../plans/plans';
import { readPlan } from '../plans/readPlan';
import { RunStore } from '../store/store';
import { jobsOption, jsonOption, refuseIdleOptions, resultsOption, sourceOption } from './options';
import { examples, say } from './program';
import { duration, progressDisplay } from './progress';
import { alignedTable } from './table';

/** `rlel plan`. */
export function addPlan(rlel: Command): void {
  rlel
    .command('plan [plan]')
    .description('the runs of a plan and where they stand; without a plan: the kit’s own plans')
    .option('--all', 'a line a run, not a group', false)
    .option('--explain', 'a line a run, with the claim, table or figure that it is for', false)
    .addOption(jsonOption())
    .addOption(sourceOption('for groups without data of their own, data sets'))
    .addOption(jobsOption())
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel plan', 'rlel plan quick', 'rlel plan sweep.json --all'))
    .action(async (name, { source, ...options }, command) => {
      if (!name) refuseIdleOptions(command, ['all', 'explain', 'json', 'source', 'jobs', 'results'], 'without a plan');
      if (options.json) refuseIdleOptions(command, ['all', 'explain'], 'with --json, which always says it');
      if (!name) say(ownPlans());
      else say(await describePlan(await readPlan(name, source), options));
    });
}

/** The kit's plans, with what they are for. */
function ownPlans(): string {
  const rows = planNames().map((name) => {
    const { runs } = toPlan(planNamed(name), name);
    const [reason, ...more] = new Set(runs.flatMap(({ why }) => why));
    return [name, String(runs.length), more.length > 0 ? `${reason}; and ${more.length} more` : reason];
  });
  return `${alignedTable(['plan', 'runs', 'for'], rows)}\nor a file of your own: docs/plans.md`;
}

interface PlanOptions {
  readonly results: string;
  /** Processes side by side, for the time that is left. */
  readonly jobs: number;
  /** Whether runs are listed, not their groups. */
  readonly all: boolean;
  /** The same, with what each is for. */
  readonly explain: boolean;
  readonly json: boolean;
}

/** A plan's runs and where they stand, as text. */
async function describePlan(plan: Plan, { results, jobs, all, explain, json }: PlanOptions): Promise<string> {
  const { name, found } = plan;
  const states = await statesWithProgress(plan, new RunStore(results));
  if (json) return JSON.stringify({ name, found, runs: states, summary: summary(states, jobs) }, null, 2);
  const lines = all || explain ? states.map((state) => describeState(state, explain)) : [groupTable(states)];
  const data = found.length > 0 ? [describeFound(found), ''] : [];
  return [...data, ...lines, '', `${name}: ${summary(states, jobs)}`].join('\n');
}

function describeState(state: PlannedState, explain: boolean): string {
  const { id, seconds, why } = state;
  const time = seconds === null ? '' : duration(seconds);
  const reason = explain ? `  for ${why.join('; ')}` : '';
  return `${state.state.padEnd(8)} ${id ?? '(twin not rendered)'}  ${time.padStart(7)}  ${nameOf(state)}${reason}`;
}

/** A row for what is run for one reason on one benchmark, with how many runs of it are in each state. */
function groupTable(states: readonly PlannedState[]): string {
  const groups = new Map<string, PlannedState[]>();
  for (const state of states) {
    const key = JSON.stringify([state.request.benchmark, state.request.profile, state.why]);
    groups.set(key, [...(groups.get(key) ?? []), state]);
  }
  const present = countStates(states).flatMap(([name, count]) => (count > 0 ? [name] : []));
  const distinct = (values: readonly (string | number)[]): string => [...new Set(values)].join(', ');
  const rows = [...groups.values()].map((members) => {
    const counts = new Map(countStates(members));
    return [
      members[0].request.benchmark,
      members[0].request.profile,
      distinct(members.map(({ request }) => request.method)),
      distinct(members.map(({ request }) => request.seed)),
      String(members.length),
      ...present.map((name) => String(counts.get(name))),
      members[0].why.join('; '),
    ];
  });
  return alignedTable(['benchmark', 'profile', 'methods', 'seeds', 'runs', ...present, 'for'], rows);
}

/** Where a plan's runs stand, with a progress display while a user's images are decoded. */
export async function statesWithProgress(plan: Plan, store: RunStore): Promise<PlannedState[]> {
  const display = progressDisplay();
  try {
    return await planStates(plan, store, (what, done, total) => display.update(done / total, what));
  } finally {
    display.stop();
  }
}

/** "231 runs: 12 done, 219 missing; about 25 min left, 2 side by side". */
function summary(states: readonly PlannedState[], jobs: number): string {
  const counts = countStates(states)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const open = states.filter(({ state }) => state !== 'done');
  const known = open.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const total = (known.reduce((sum, seconds) => sum + seconds, 0) / Math.max(known.length, 1)) * open.length;
  const left = known.length > 0 ? `about ${duration(total / jobs)} left, ${jobs} side by side` : 'time unknown';
  return `${states.length} runs: ${counts.join(', ')}${open.length > 0 ? `; ${left}` : ''}`;
}
