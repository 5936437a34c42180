import { type Benchmark, LABELS_OF_DATA } from './benchmark';
import { defineBenchmark } from './defineBenchmark';
import { QUICK_DEPARTURES, QUICK_METHODS, QUICK_TRAINING } from './quick';

/** Names of benchmarks that are a user's images with labels in a CSV: "own.dials". */
const OWN = /^own\.[\w.-]+$/;

export const isOwn = (name: string): boolean => OWN.test(name);

/** The name for the labels in a file: "own.dials" for "some/dials.csv". */
export const ownName = (file: string): string => {
  const stem = file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  return `own.${stem.replaceAll(/[^\w.-]+/g, '-') || 'images'}`;
};

const made = new Map<string, Benchmark>();

/** Images of one's own. Every process knows it by its name, so that sweeps and reports need no file that registers it. */
export function ownBenchmark(name: string): Benchmark {
  const benchmark = made.get(name) ?? define(name);
  made.set(name, benchmark);
  return benchmark;
}

const define = (name: string): Benchmark =>
  defineBenchmark({
    name,
    title: `${name.slice('own.'.length)}, images of one’s own`,
    task: 'regression',
    layouts: ['images'],
    paper: null,
    settings: {
      labels: LABELS_OF_DATA,
      network: { name: 'resnet50', theta: 10 },
      training: {
        optimizer: 'adam',
        learningRate: 1e-4,
        decodingMultiplier: 10,
        milestones: [29, 39],
        epochs: 50,
        batchSize: 64,
        augmentation: 'crop',
        selection: 'last',
      },
      methods: { rlel: { alpha: 2, beta: 0, form: 'published-code' } },
    },
    departures: ['settings are those of the benchmarks of age'],
    profiles: {
      standard: { training: { epochs: 10, milestones: [6, 9] } },
      quick: {
        network: { name: 'resnet34-compact' },
        training: QUICK_TRAINING,
        methods: {
          ...QUICK_METHODS,
          rlel: { ...QUICK_METHODS.rlel, alpha: 0.1, beta: 0.01 },
          bel: { families: ['U', 'J'], losses: ['bce'] },
        },
        departures: QUICK_DEPARTURES,
      },
    },
  });
