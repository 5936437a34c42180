import { PROTOCOL, trialsOf } from '../benchmarks/protocol';
import { benchmarkNamed, benchmarkNames, settingsOf } from '../benchmarks/registry';
import { RlelError } from '../errors';
import { suggestion } from '../input/suggestion';
import { distanceDivisor } from '../losses/rlel';
import { allMethodNames, controlNames } from '../methods/registry';
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

/** Benchmarks of the controls: one a task, and landmarks on little data. */
const CONTROLLED = ['LFH1', 'FLD2', 'FLD2_s', 'AE1', 'PN'];

/** Weights at which the forms of the loss are compared, of eq. 5 to the letter. */
const [ALPHA, BETA] = [0.1, 0.003];

/**
 * RLEL by eq. 5 and by the published code, whose β is as much larger as R1 is divided by there. With α = 0 they differ in
 * R1 alone, with β = 0 in R2 alone.
 */
function formsAtEqualWeight(benchmark: string, alpha: number, beta: number): Omit<PlanGroup, 'seeds' | 'profile'>[] {
  const { labels, training } = settingsOf(benchmark, 'quick');
  const [{ outputs }] = labels;
  const divisor = distanceDivisor('published-code', benchmarkNamed(benchmark).task, training.batchSize, outputs);
  return (['paper', 'published-code'] as const).map((form) => ({
    why: 'table: eq. 5 to the letter against the published code, at the same weight',
    benchmarks: [benchmark],
    methods: ['rlel'],
    grid: { form: [form], alpha: [alpha], beta: [form === 'paper' ? beta : beta * divisor] },
  }));
}

/** Small grids on one benchmark, for the figures and claims that the tables' runs say nothing of. */
const ABLATIONS: readonly Omit<PlanGroup, 'seeds' | 'profile'>[] = [
  {
    why: 'claims: what of the gain is the loss and its soft targets, what the learned code',
    benchmarks: CONTROLLED,
    methods: controlNames(),
  },
  {
    why: 'figure: effect of R1 and R2, error over α × β',
    benchmarks: ['PN'],
    methods: ['rlel'],
    grid: { alpha: [0, 0.1, 1], beta: [0, 0.0003, 0.003] },
  },
  {
    why: 'claims: what R1 and R2 do to the encoding, and to the error',
    benchmarks: ['LFH1', 'AE1'],
    methods: ['rlel'],
    grid: { alpha: [0, 1], beta: [0, 0.003] },
  },
  {
    why: 'figure: error against the size of the training set, as many steps for each',
    benchmarks: ['PN'],
    methods: ['bel', 'lel', 'rlel'],
    grid: { trainFraction: [0.1, 0.5] },
  },
  ...['LFH1', 'PN'].flatMap((benchmark) => [
    ...formsAtEqualWeight(benchmark, ALPHA, BETA),
    ...formsAtEqualWeight(benchmark, ALPHA, 0),
  ]),
  ...formsAtEqualWeight('LFH1', 0, BETA), // poses alone have another R1 in the published code
  {
    why: 'claim: a narrow layer θ saves parameters at no cost in error',
    benchmarks: ['LFH1', 'AE1', 'PN'],
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

/** All trials of the protocol: those of a group on its first benchmark. */
const tuning = (): PlanSource => ({
  name: 'tuning',
  groups: allMethodNames().flatMap((method) =>
    trialsOf(method).map((trial) => ({
      why: 'protocol: the settings of each method',
      profile: PROTOCOL.tuning.profile,
      benchmarks: Object.values(PROTOCOL.tuning.groups).map(([first]) => first),
      methods: [method],
      seeds: [PROTOCOL.tuning.seed],
      grid: Object.fromEntries(Object.entries(trial).map(([key, value]) => [key, [value]])),
    })),
  ),
});

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
  tuning(),
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
      ...benchmarkNames().flatMap((benchmark) =>
        [
          [ALPHA, BETA],
          [0, BETA],
          [ALPHA, 0],
        ].flatMap(([alpha, beta]) =>
          formsAtEqualWeight(benchmark, alpha, beta).map((group) => ({ ...group, seeds: SEEDS })),
        ),
      ),
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
