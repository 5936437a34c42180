import { benchmarkNames } from '../benchmarks/registry';
import { RlelError } from '../errors';
import { suggestion } from '../input/suggestion';
import type { PlanSource } from './plan';

type PlanGroup = PlanSource['groups'][number];

const SEEDS = [1, 2, 3];
const TABLES = 'results table, generic approaches, cost, properties of the encodings';

const whole = (profile: 'quick' | 'standard' | 'paper'): PlanSource => ({
  name: profile,
  groups: [{ why: TABLES, profile, benchmarks: 'all', methods: 'all', seeds: SEEDS }],
});

/** One benchmark a task, for ablations. */
const ONE_A_TASK = ['LFH1', 'FLD1', 'AE1', 'PN'];

/** Small grids on one benchmark, for the figures and claims that the tables' runs say nothing of. */
const ABLATIONS: readonly Omit<PlanGroup, 'seeds' | 'profile'>[] = [
  {
    why: 'figure: effect of R1 and R2, error over α × β',
    benchmarks: ['PN'],
    methods: ['rlel'],
    grid: { alpha: [0, 0.1, 1], beta: [0, 0.01, 0.03] },
  },
  {
    why: 'figure: error against the size of the training set, as many steps for each',
    benchmarks: ['PN'],
    methods: ['bel', 'lel', 'rlel'],
    grid: { trainFraction: [0.5], epochs: [18], milestones: [[12, 16]] },
  },
  {
    why: 'figure: error against the size of the training set, as many steps for each',
    benchmarks: ['PN'],
    methods: ['bel', 'lel', 'rlel'],
    grid: { trainFraction: [0.2], epochs: [45], milestones: [[30, 40]] },
  },
  {
    why: 'table: eq. 5 to the letter against the published code',
    benchmarks: ONE_A_TASK,
    methods: ['rlel'],
    grid: { form: ['paper', 'published-code'] },
  },
  {
    why: 'table: weights of the last epoch against those of the best on test',
    benchmarks: ONE_A_TASK,
    methods: ['rlel'],
    grid: { selection: ['last', 'best-test'] },
  },
  {
    why: 'claim: a narrow layer θ saves parameters at no cost in error',
    benchmarks: ['AE1', 'PN'],
    methods: ['rlel'],
    grid: { theta: [10, 100] },
  },
  {
    why: 'table: SA’s energy, which is this kit’s choice',
    benchmarks: ['PN'],
    methods: ['sa'],
    grid: { energy: ['rows-columns', 'separation', 'proportional', 'none'] },
  },
];

/** What `rlel reproduce` runs: the tables, and the ablations of the benchmarks among `benchmarks`. */
export function reproduction(
  profile: PlanGroup['profile'],
  benchmarks: readonly string[],
  seeds: readonly number[],
): PlanSource {
  const tables: PlanGroup = { why: TABLES, profile, benchmarks: [...benchmarks], methods: 'all', seeds: [...seeds] };
  const ablations = ABLATIONS.map((group) => ({
    ...group,
    profile,
    benchmarks: (group.benchmarks as string[]).filter((name) => benchmarks.includes(name)),
    seeds: [...seeds],
  }));
  return { name: 'reproduce', groups: [tables, ...ablations.filter((group) => group.benchmarks.length > 0)] };
}

/** The kit's own plans. */
const PLANS: readonly PlanSource[] = [
  reproduction('quick', benchmarkNames(), SEEDS),
  whole('quick'),
  whole('standard'),
  whole('paper'),
  {
    name: 'ablation-regularizers',
    groups: [
      {
        why: 'figure: effect of R1 and R2, error over α × β',
        benchmarks: ONE_A_TASK,
        methods: ['rlel'],
        seeds: SEEDS,
        grid: { form: ['published-code'], alpha: [0, 0.01, 0.1, 1], beta: [0, 0.01, 0.1, 1] },
      },
    ],
  },
  {
    name: 'ablation-form',
    groups: [
      {
        why: 'table: eq. 5 to the letter against the published code',
        benchmarks: 'all',
        methods: ['rlel'],
        seeds: SEEDS,
        grid: { form: ['paper', 'published-code'] },
      },
      {
        why: 'table: weights of the last epoch against those of the best on test',
        benchmarks: 'all',
        methods: ['rlel'],
        seeds: SEEDS,
        grid: { selection: ['last', 'best-test'] },
      },
    ],
  },
  {
    name: 'ablation-data',
    groups: [
      {
        why: 'figure: error against the size of the training set',
        benchmarks: ONE_A_TASK,
        methods: ['bel', 'lel', 'rlel'],
        seeds: SEEDS,
        grid: { trainFraction: [0.1, 0.25, 0.5, 1] },
      },
    ],
  },
  {
    name: 'ablation-codes',
    groups: [
      {
        why: 'table: SA’s energy, a random code, and the code’s width',
        benchmarks: ONE_A_TASK,
        methods: ['sa'],
        seeds: SEEDS,
        grid: { energy: ['rows-columns', 'separation', 'proportional', 'none'], width: [0, 16, 32] },
      },
      {
        why: 'table: what AE’s autoencoder sees, and the code’s width',
        benchmarks: ONE_A_TASK,
        methods: ['ae'],
        seeds: SEEDS,
        grid: { input: ['similarities', 'label'], width: [0, 16, 32] },
      },
    ],
  },
  {
    name: 'ablation-theta',
    groups: [
      {
        why: 'claim: a narrow layer θ saves parameters at no cost in error',
        benchmarks: ONE_A_TASK,
        methods: ['rlel'],
        seeds: SEEDS,
        grid: { theta: [2, 5, 10, 30, 100] },
      },
    ],
  },
];

/** The names of the kit's own plans. */
export const planNames = (): string[] => PLANS.map(({ name }) => name);

/** @throws RlelError naming the plans there are. */
export function planNamed(name: string): PlanSource {
  const found = PLANS.find((plan) => plan.name === name);
  if (!found) {
    throw new RlelError(
      `Unknown plan "${name}": expected one of ${planNames().join(', ')}, or a file that ends in .json, .ts or .js.${suggestion(name, planNames())}`,
    );
  }
  return found;
}
