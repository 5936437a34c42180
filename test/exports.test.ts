import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as rlel from '../src/index';
import { fakeKernel } from './notebooks/fakeKernel';

// What each exported function is given wrongly: it has to say so with an RlelError, not go on or fail within.

const { tf, Random, LabelSpace, DecodingMatrix, RunStore } = rlel;
fakeKernel();

type Wrong = readonly unknown[];
const any = (values: Wrong): any => values;
const code = rlel.belCode('U', 8);
const bad = { ...code, values: Uint8Array.of(2) };
const codes = tf.zeros([4, 3]) as ReturnType<typeof tf.zeros<any>>;
const outputs = tf.zeros([2, 4, 3]);
const decoding = tf.zeros([3, 5]);
const loss = { codes, decoding, labels: tf.zeros([4]), alpha: 0, beta: 0, form: 'paper' };
const study = { source: 'twin (synthetic)', profile: 'quick', runs: [] };
const random = Random.from(1, 'test');
const method = rlel.methodNamed('direct');
const request = { benchmark: 'PN', method: 'rlel', profile: 'quick', seed: 1 };
const settings = rlel.resolveSettings(request);
const identity = { source: 'twin' as const, format: 'driving', fingerprint: 'f', split: 's' };
const config = rlel.runConfig(request, settings, identity);
const store = new RunStore(path.join(mkdtempSync(path.join(tmpdir(), 'rlel-exports-')), 'none'));
const hooks = { onProgress: () => {}, warn: () => {}, signal: new AbortController().signal };
const data = {
  ...identity,
  unit: '°',
  imageShape: [33, 100, 3],
  samples: [{ id: 'a', values: [1] }],
  split: { train: [0], validation: [0], test: [0] },
  readImage: () => {},
};
const evidence = {
  ...{ config, folder: 'x', samples: () => [], error: 1, changes: new Map() },
  result: { metric: 'MAE', unit: '°', metrics: {} },
};
const claim = rlel.CLAIMS[0];
const layout = rlel.layoutNamed('driving');
const benchmark = rlel.benchmarkNamed('PN');
const definition = { ...benchmark, name: 'OWN', profiles: {} };
const plan = { name: 'p', runs: [] };
const stratum = { name: 'PN', effects: new Map([[1, 1]]), runs: ['a', 'b'] };
const network = { name: 'own', imageSize: [8, 8], options: rlel.z.strictObject({}), outputs: 'one', build: () => {} };
const regularizer = { name: 'own', weight: 'gamma', summary: 'x', value: () => {} };
const field = rlel.z.number().default(0);

const WRONG_CODES = {
  'wrong-size': { levels: 3, width: 1, values: [0, 1, 1] },
  'no-bits': { levels: 8, width: 1, values: new Float32Array(8).fill(0.5) },
  nothing: undefined,
};
for (const [name, built] of Object.entries(WRONG_CODES)) rlel.registerCode({ name, build: () => built as any });

/** Studies with runs that are none. */
const STUDIES = [
  {},
  { config: {}, result: {}, samples: () => [] },
  ...Object.keys(evidence).map((key) => ({ ...evidence, [key]: key === 'changes' ? {} : null })),
  { ...evidence, config: { ...config, labels: [] } },
  { ...evidence, config: { ...config, network: 'pilotnet' } },
].map((run) => ({ ...study, runs: [run] }));

const WRONG_JUDGEMENTS = [
  [[stratum]],
  [[stratum], { under: 0 }, 'c'],
  [[stratum], { below: '0' }, 'c'],
  [[stratum], { below: 0, above: 0 }, 'c'],
  [[stratum], { claimed: 0 }, 'c'],
  [[stratum], { below: 0 }],
  [[{ ...stratum, effects: [1, 2] }], { below: 0 }, 'c'],
  [[{ ...stratum, effects: new Map() }], { below: 0 }, 'c'],
  [[{ ...stratum, effects: new Map([[1, Number.NaN]]) }], { below: 0 }, 'c'],
];

/** Values of other types than any that a function takes first, but for those that `ACCEPTED` names. */
const STRANGERS: Wrong = [undefined, null, 5, Number.NaN, 'nonsense', true, {}, [], [{}], () => {}, ...STUDIES];

/** Strangers that a function takes for good. */
const ACCEPTED: Record<string, Wrong> = {
  methodTitle: ['nonsense'],
  methodColour: ['nonsense'],
  paperResult: [],
  benchmarksOf: [[]],
  claimEffects: [[]],
  claimsOverview: [[]],
  claimsTable: [[]],
  claimTestsTable: [[]],
  exitStatus: [[]],
  ledger: [[]],
  codeDistances: [{}],
  softTargets: [],
  loadStudies: [],
  loadStudy: [],
  RunStore: ['nonsense'],
  'show.markdown': ['nonsense'],
  'show.progress': ['nonsense'],
  'show.figure': ['nonsense'],
  'show.table': [[], [{}]],
};

/** Calls that are wrong in more than their first argument's type. */
const WRONG: Record<string, readonly Wrong[]> = {
  layoutNamed: [['lfw']],
  registerLayout: [
    [layout],
    ...['name', 'title', 'task', 'expects', 'detect', 'list'].map((key) => [
      { ...layout, name: 'own', [key]: undefined },
    ]),
    [{ ...layout, name: 'own', unlabelled: 5 }],
  ],
  wholeImage: [[{ width: 1, height: 1, pixels: new Uint8Array(3) }]],
  registerNetwork: [
    ...['name', 'imageSize', 'options', 'outputs', 'build'].map((key) => [{ ...network, [key]: undefined }]),
    [{ ...network, outputs: 'many' }],
    [{ ...network, options: rlel.z.strictObject({ epochs: field }) }],
    [{ ...network, options: rlel.z.strictObject({ alpha: field }) }],
  ],
  benchmarkNamed: [['constructor']],
  registerBenchmark: [
    [benchmark],
    ...['name', 'title', 'task', 'layouts', 'profiles'].map((key) => [{ ...benchmark, name: 'OWN', [key]: undefined }]),
    [{ ...benchmark, name: 'OWN', task: 'constructor' }],
    [{ ...benchmark, name: 'OWN', layouts: ['lfw'] }],
    [{ ...benchmark, name: 'OWN', profiles: { ...benchmark.profiles, quick: null } }],
    [{ ...benchmark, name: 'OWN', profiles: { ...benchmark.profiles, quick: { ...settings, labels: [] } } }],
  ],
  defineBenchmark: [
    ...['name', 'settings'].map((key) => [{ ...definition, [key]: undefined }]),
    [{ ...definition, settings: { ...definition.settings, labels: [{ name: 'angle' }] } }],
    [{ ...definition, settings: { ...definition.settings, training: { epochs: 0 } } }],
    [{ ...definition, profiles: { fast: {} } }],
    [{ ...definition, profiles: { quick: 5 } }],
    [{ ...definition, profiles: { quick: { epochs: 3 } } }],
    [{ ...definition, profiles: { quick: { network: 'resnet34' } } }],
  ],
  defineMethod: [
    ...['name', 'summary', 'options', 'head'].map((key) => [{ ...method, name: 'own', [key]: undefined }]),
    [{ ...method, candidates: ['own'] }],
  ],
  setting: [[field], [field, ''], [field, 'help', { neutrl: 0 }]],
  parameter: [['w'], ['w', 'weights', tf.scalar(1)], ['w', 'weight', 1], ['', 'weight', tf.scalar(1)]],
  decodeImage: [['nowhere.png'], ['nowhere.png', 'row 3'], [0, 'row 3']],
  imageListing: [[[{ id: 'a' }], 'years'], [[], 5], [[]]],
  importFile: [['nowhere.ts'], ['README.md']],
  readPlan: [['nowhere.json'], ['constructor']],
  toPlan: [
    [{ name: 'p', groups: [] }, 'p'],
    [{ name: 'p' }, 'p'],
    [plan, ''],
  ],
  planStates: [[plan], [plan, {}], [{ ...plan, runs: [{}] }, store]],
  configOn: [[request], [request, {}, null], [request, identity, 5], [{ ...request, method: 'magic' }, identity, null]],
  runId: [[{ benchmark: 'PN', method: 'rlel' }]],
  identityOf: [[{ ...data, samples: [] }], [{ ...data, split: {} }]],
  registerClaim: [
    [claim],
    ...['name', 'statement', 'place', 'judge'].map((key) => [{ ...claim, name: 'own', [key]: undefined }]),
  ],
  registerFigure: [[{ name: 'own' }], [{ name: 'own', draw: 'x' }]],
  judgeEffect: WRONG_JUDGEMENTS,
  judgeRatio: WRONG_JUDGEMENTS,
  pairs: [
    [study, 'XX', 'rlel', 'lel'],
    [study, 'PN', 'rlel', 'magic'],
    [study, 'PN', 'rlel'],
  ],
  logRatios: [
    [study, 'rlel', 'magic'],
    [study, 'rlel'],
  ],
  predictionTiles: [
    [evidence, { count: 0 }],
    [evidence, { number: 3 }],
  ],
  codeNamed: [['U'], ['U', 1], ['U', 2.5], ['X', 8], ['wrong-size', 8], ['no-bits', 8], ['nothing', 8]],
  registerCode: [[{ name: 'own' }], ...['U', 'U-ce', 'sa', 'a b'].map((name) => [{ name, build: () => code }])],
  registerRegularizer: [
    ...['alpha', 'beta', 'form', 'width', 'epochs', 'levels', 'theta', 'cornerPooling', 'energy', 'a b', ''].map(
      (weight) => [{ ...regularizer, weight }],
    ),
    ...['name', 'weight', 'summary', 'value'].map((key) => [{ ...regularizer, [key]: undefined }]),
  ],
  annealedCode: [
    [{ levels: 8 }],
    [{ levels: 1, seed: 1 }],
    [{ levels: 8, seed: -1 }],
    [{ levels: 8, seed: 1, energy: 'low' }],
    [{ levels: 8, seed: 1, width: 2 }],
    [{ levels: 8, seed: 1, sweeps: 0 }],
    [{ levels: 8, seed: 1, temperatures: [1] }],
    [{ levels: 8, seed: 1, sweep: 3 }],
  ],
  autoencodedCode: [
    [{ levels: 8, seed: 1, hidden: 0 }],
    [{ levels: 8, seed: 1, noise: -1 }],
    [{ levels: 8, seed: 'a' }],
    [{ levels: 8, seed: 1, input: 'level' }],
  ],
  belCode: [['X', 8], ['constructor', 8], ['U', 1], ['U', 2.5], ['U', '8'], ['U']],
  codeEnergy: [[bad, 'separation'], [code, 'low'], [code]],
  encodingProperties: [
    [bad],
    [{ levels: 3, width: 1, values: [0, 1] }],
    [{ levels: 3, width: 1, values: ['a', 'b', 'c'] }],
  ],
  transitionsPerBit: [[bad], [{ levels: 2, width: 2, values: new Float32Array(3) }]],
  johnsonDecode: [
    [[1, 2, 3], 2, 'age'],
    [[1, 2], 2, 'steering'],
    [[1, Number.NaN], 2, 'age'],
    [[1, 2], 0, 'age'],
  ],
  unaryDecode: [[[1, 2, 3], 2], [['1', '2'], 2], [[1, 2]]],
  measuredEncoder: [
    [[1, 2], [0], 0],
    [[1, 2, 3], [0, 1], 2],
    [[1, 2], [0, 2], 2],
    [[1, Number.NaN], [0, 1], 2],
    [[1, 2], [0, 1], 2, 'Paper'],
  ],
  computed: [
    [[2]],
    [[2.5], [], () => new Float32Array(2)],
    [[2], [5], () => new Float32Array(2)],
    [[2], [codes], () => new Float32Array(3)],
    [[2], [codes], () => [1, 2]],
  ],
  softTargets: [
    [[1, Number.NaN], 5],
    [[1], 1],
    [[1], 2.5],
    [['1'], 5],
    [tf.scalar(Number.NaN), 5],
  ],
  bitTransitionLoss: [[tf.zeros([3])], [decoding, 'Squared'], [tf.zeros([1, 2, 3, 4])]],
  bceLoss: [[codes], [codes, tf.zeros([4, 2])], [tf.scalar(1), tf.scalar(1)]],
  crossEntropyLoss: [[codes], [codes, tf.zeros([3, 4])], [tf.scalar(1), tf.scalar(1)]],
  argmaxLevel: [[tf.scalar(1)], [tf.tensor(['a'])]],
  expectedLevel: [[tf.scalar(1)], [tf.tensor([true])]],
  encodingDistanceLoss: [
    [codes],
    [codes, tf.zeros([3])],
    [codes, tf.zeros([4, 1])],
    [codes, tf.zeros([1, 4])],
    [outputs, tf.zeros([8])],
    [outputs, tf.zeros([4, 2])],
    [codes, tf.fill([4], Number.NaN)],
  ],
  rlelLoss: [
    [{ ...loss, labels: tf.zeros([4, 1]) }],
    [{ ...loss, labels: tf.zeros([5]) }],
    [{ ...loss, labels: [0, 1, 2, 3] }],
    [{ ...loss, labels: tf.fill([4], Number.POSITIVE_INFINITY) }],
    [{ ...loss, codes: outputs }],
    [{ ...loss, codes: outputs, decoding: tf.zeros([2, 3, 5]) }],
    [{ ...loss, codes: outputs, decoding: tf.zeros([2, 3, 5]), labels: tf.zeros([4, 2]) }],
    [{ ...loss, codes: outputs, decoding: tf.zeros([3, 3, 5]), labels: tf.zeros([2, 4]) }],
    [{ ...loss, decoding: tf.zeros([4, 5]) }],
    [{ ...loss, form: 'Paper' }],
    [{ ...loss, form: 'published-code' }],
    [{ ...loss, form: 'published-code', task: 'faces' }],
    [{ ...loss, task: 'faces' }],
    [{ ...loss, reduction: 'none' }],
    [{ ...loss, alpha: -1 }],
    [{ ...loss, beta: Number.NaN }],
    [{ ...loss, beta: '1' }],
    [{ ...loss, gamma: 1 }],
  ],
  fixedCodeHead: [[bad, { decoder: 'expected' }], [code], [code, { decoder: 'Expected' }]],
  methodNamed: [['constructor']],
  registerMethod: [
    [method],
    [{ ...method, name: '' }],
    ...['name', 'summary', 'options', 'candidates', 'head'].map((key) => [
      { ...method, name: 'own', [key]: undefined },
    ]),
    [{ ...method, name: 'own', options: rlel.z.strictObject({ epochs: field }) }],
    [{ ...method, name: 'own', options: rlel.z.strictObject({ cornerPooling: field }) }],
  ],
  benchmarkTable: [
    [study, 'XX'],
    [study, 'PN'],
  ],
  measuredEncoders: [[study, 'XX']],
  benchmarkText: [
    [study, 'XX'],
    [study, 'PN'],
  ],
  landmarkErrors: [[study], [study, 'XX'], [study, 'FLD1', 'magic']],
  poseErrors: [[study], [study, 'XX'], [study, 'LFH1', 'magic']],
  cumulativeScores: [[study], [study, 'XX']],
  errorByCurvature: [[study], [study, 'XX']],
  regularizerGrid: [[study, 'encoder'], [study]],
  regularizerText: [[study]],
  numberedMatrices: [
    ['x', { Z: {} }],
    ['x', { Z: { rows: ['a'], columns: ['b'], values: [1, 2] } }],
  ],
  learnedEncodings: [[study], [study, 'XX']],
  tableRuns: [
    [study, 'XX', 'rlel'],
    [study, 'PN', 'magic'],
    [study, 'PN'],
  ],
  ablationRuns: [
    [study, 'magic', []],
    [study, 'rlel'],
  ],
  labelHistogram: [
    ['XX', data, settings.labels],
    ['PN', {}, settings.labels],
    ['PN', { ...data, samples: [] }, settings.labels],
    ['PN', data, []],
    ['PN', data, [{}]],
  ],
  settingsTable: [
    ['PN', 'constructor'],
    ['PN', 'fast'],
  ],
  settingsOf: [['PN', 'constructor'], ['PN']],
  paperResult: [['PN'], ['PN', 5]],
  loadData: [
    ['PN', { folder: 'x' }],
    ['PN', { data: 5 }],
  ],
  loadOrTrain: [
    [{ benchmark: 'PN' }],
    [{ ...request, method: 'magic' }],
    [request, { data: 5 }],
    [request, { folder: 'x' }],
  ],
  loadOrTrainAll: [[[]], [[request], { results: '' }], [[{ ...request, epochs: 3 }]]],
  loadStudies: [[{ results: 5 }], [{ source: 'twin' }], [{ results: store.root }]],
  loadStudy: [[{ results: 5 }], [{ store: 'x' }], [{ source: 'photographs' }], [{ results: store.root }]],
  sampleTiles: [
    ['PN', { count: 0 }],
    ['PN', { count: 2.5 }],
    ['PN', { data: 5 }],
    ['PN', { number: 3 }],
  ],
  readEvidence: [[{ root: 'x', ids: () => [] }]],
  writeReport: [[store], [store, 'x'], [store, 'x', { say: () => {} }]],
  pairedT: [[[1]], [[1, Number.NaN]], [[1, 2], 95], [['1', '2']]],
  resolveSettings: [
    [{ ...request, seed: 1.5 }],
    [{ ...request, settings: { alhpa: 1 } }],
    [{ ...request, profile: 'fast' }],
  ],
  runConfig: [
    [request, settings],
    [request, {}, identity],
    [request, settings, {}],
    [request, settings, identity, 5],
  ],
  openData: [[request], [request, { folder: 5, trainList: null }], [request, { data: 'x' }]],
  loadModel: [
    ['ab', store],
    ['ab', {}],
  ],
  exportModel: [
    ['ab', ''],
    ['ab', 'nowhere', store],
    ['ab', 'nowhere', {}],
  ],
  executeRun: [
    [config],
    [config, data, {}, hooks],
    [config, data, store, { onProgress: 5 }],
    [config, data, store, { progress: () => {} }],
    [config, data, store, { ...hooks, signal: 5 }],
  ],
  mae: [
    [[1], [1, 2]],
    [[Number.NaN], [1]],
    [['1'], [1]],
  ],
  cumulativeScore: [
    [[1], [1], -1],
    [[1], [1]],
  ],
  nme: [
    [[[1, 2]], [[1, 2]], [0, 1]],
    [[[1]], [[1, 2]], [0, 0]],
    [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [1, 2],
      ],
      [0, 1],
    ],
  ],
  LabelSpace: [[[1, 1], 5], [[0, 1], 1], [[0], 5], ['0,1', 5], [[0, 1]]],
  DecodingMatrix: [
    [{ levels: 1 }],
    [{ levels: 5, width: 0 }],
    [{ levels: 5, outputs: 0 }],
    [{ levels: 5, start: 'random' }],
    [{ levels: 5, learningRateFactor: -1 }],
    [{ levels: 5, seed: 1 }],
    [{ levels: 1_000_000 }],
  ],
  RunStore: [['']],
  'show.table': [[5], [[5]]],
  'show.encoding': [[{}], [{ bad }], [{ code }, { bits: 8 }]],
  'show.gallery': [[[]]],
  'show.source': [['src/losses/rlel.ts'], ['src/losses/rlel.ts', 'nothing'], ['nowhere.ts', 'rlelLoss']],
  'show.figure': [[{ title: 'x' }], [{ title: 'x', data: 5 }]],
};

/** Exported functions that need no check, and why. */
const EXEMPT: Record<string, string> = {
  RlelError: 'the error itself',
  DataError: 'an error itself',
  Interrupted: 'an error itself',
  RunLocked: 'an error itself',
  Random: 'made by Random.from alone, see below',
  RunOpener: 'takes nothing',
  allClaims: 'takes nothing',
  allLayouts: 'takes nothing',
  codeNames: 'takes nothing',
  loadedImports: 'takes nothing',
  planNames: 'takes nothing',
  controlNames: 'takes nothing',
  methodNames: 'takes nothing',
  networkNames: 'takes nothing',
  benchmarkNames: 'takes nothing',
  notebookProfile: 'takes nothing',
  notebookResults: 'takes nothing',
  paperTable: 'takes nothing',
};

const exported = Object.entries({
  ...rlel,
  ...Object.fromEntries(Object.entries(rlel.show).map(([name, value]) => [`show.${name}`, value])),
}).filter(
  (entry): entry is [string, (...values: any) => unknown] => typeof entry[1] === 'function' && entry[0] !== 'tf',
);

const isClass = (value: unknown): boolean => /^class\b/.test(String(value));

/** What a call ends in: the error, or undefined. */
async function outcome(value: any, given: Wrong): Promise<unknown> {
  try {
    await (isClass(value) ? new value(...given) : value(...given));
    return undefined;
  } catch (error) {
    return error;
  }
}

const described = (given: Wrong): string =>
  JSON.stringify(given, (_, value) => (value instanceof tf.Tensor ? `[${value.shape}]` : value))?.slice(0, 200) ?? '';

describe('every exported function says what is wrong with what it is given', () => {
  test.each(exported.filter(([name]) => !EXEMPT[name]))('%s', async (name, value) => {
    const accepted = (ACCEPTED[name] ?? []).map((one) => JSON.stringify(one));
    const strangers = STRANGERS.filter(
      (one) => !(one === undefined && value.length === 0) && !accepted.includes(JSON.stringify(one)),
    ).map((one) => [one]);
    for (const given of [...strangers, ...(WRONG[name] ?? [])]) {
      const error = await outcome(value, any(given));
      expect(error, `${name}(${described(given)}) is refused`).toBeInstanceOf(rlel.RlelError);
      expect((error as Error).message, `${name}(${described(given)})`).toMatch(/\S{2}.*[.…:]/s);
      expect((error as Error).message).not.toMatch(/\(reading|is not a function|destructure/);
    }
  });

  test('those that are left out are there, and take nothing', () => {
    const functions = new Map(exported);
    for (const [name, why] of Object.entries(EXEMPT)) {
      expect(functions.has(name), name).toBe(true);
      if (why === 'takes nothing') expect(functions.get(name)?.length, name).toBe(0);
    }
    for (const name of [...Object.keys(WRONG), ...Object.keys(ACCEPTED)]) expect(functions.has(name), name).toBe(true);
  });
});

const space = new LabelSpace([0, 1], 5);
const matrix = new DecodingMatrix({ levels: 5, width: 3 });
const opener = new rlel.RunOpener();
const places = { folder: null, trainList: null, weights: null };
const prediction = { image: 'a', split: 'test', subsets: [], truth: [1], prediction: [1] };

/** The methods of exported classes, given wrongly. */
const METHODS: Record<string, readonly (() => unknown)[]> = {
  'Random.from': [() => Random.from(Number.NaN), () => Random.from('1' as any)],
  'Random.fromState': [() => Random.fromState([1, 2, 3])],
  'random.continueFrom': [() => random.continueFrom([1, 2, 3]), () => random.continueFrom(['1', 2, 3, 4] as any)],
  'random.uniform': [() => random.uniform('0' as any, 1), () => random.uniform(0, Number.NaN)],
  'random.integer': [() => random.integer(0), () => random.integer(2.5)],
  'random.normal': [() => random.normal(Number.NaN), () => random.normal(0, -1)],
  'random.shuffle': [() => random.shuffle('abc' as any), () => random.shuffle({ length: 2 } as any)],
  'LabelSpace.fromOffset': [() => LabelSpace.fromOffset(1, 1)],
  'labelSpace.toLevel': [() => space.toLevel('1' as any)],
  'labelSpace.toValue': [() => space.toValue(undefined as any)],
  'labelSpace.quantize': [() => space.quantize(Number.NaN)],
  'labelSpace.contains': [() => space.contains('1' as any)],
  'decodingMatrix.scores': [() => matrix.scores(tf.zeros([4, 2])), () => matrix.scores(outputs)],
  'decodingMatrix.predict': [
    () => new DecodingMatrix({ levels: 5, outputs: 2, width: 3 }).predict(tf.zeros([4, 3])),
    () => matrix.predict(codes, 'best' as any),
  ],
  'runOpener.open': [
    () => opener.open(5 as any, places),
    () => opener.open({ ...request, method: 'magic' }, places),
    () => opener.open(request, { folder: null, trainList: null } as any),
    () => opener.open(request, { ...places, weights: 5 as any }),
    () => opener.open(request, { ...places, folder: 5 as any }),
  ],
  ...Object.fromEntries(
    ['folder', 'config', 'isDone', 'result', 'failure', 'predictions', 'setAside', 'verify', 'inspect'].map((name) => [
      `runStore.${name}`,
      [() => (store as any)[name](undefined), () => (store as any)[name](5)],
    ]),
  ),
  'runStore.find': [() => store.find('ab'), () => store.find(undefined as any)],
  'runStore.hash': [() => store.hash('a', undefined as any), () => store.hash('a', 'nothing')],
  'runStore.writeConfig': [() => store.writeConfig('a', {} as any), () => store.writeConfig(5 as any, config)],
  'runStore.writeResult': [() => store.writeResult({} as any), () => store.writeResult({ run: 'a', config: 5 } as any)],
  'runStore.writeJson': [() => store.writeJson('a', undefined as any, 1), () => store.writeJson(5 as any, 'a.json', 1)],
  'runStore.writeCsv': [() => store.writeCsv('a', 'a.csv', 5 as any), () => store.writeCsv('a', 5 as any, [])],
  'runStore.writePredictions': [
    () => store.writePredictions('a', [], []),
    () => store.writePredictions('a', ['x'], [{}] as any),
    () => store.writePredictions('a', ['x'], [{ ...prediction, truth: [1, 2] }] as any),
  ],
};

/** Methods that take nothing, or that are private. */
const TAKE_NOTHING = [
  'random.state',
  'random.uint32',
  'decodingMatrix.dispose',
  'runOpener.close',
  'runStore.ids',
  'runStore.results',
  'runStore.requireWritable',
];
const PRIVATE = ['runStore.readJson'];

describe('so does every method of the classes that it exports', () => {
  test.each(Object.entries(METHODS))('%s', async (name, calls) => {
    for (const [i, call] of calls.entries())
      expect(await outcome(() => call(), []), `${name}, ${i}`).toBeInstanceOf(rlel.RlelError);
  });

  test('none is left out', () => {
    const classes = exported.filter(([name, value]) => isClass(value) && !EXEMPT[name]?.startsWith('an error'));
    const found = classes.flatMap(([name, value]) => [
      ...functionsOf(value).map((own) => `${name}.${own}`),
      ...functionsOf(value.prototype).map((own) => `${name[0].toLowerCase()}${name.slice(1)}.${own}`),
    ]);
    expect(found.sort()).toEqual([...Object.keys(METHODS), ...TAKE_NOTHING, ...PRIVATE].sort());
  });

  test('a tensor that is disposed', () => {
    const gone = tf.zeros([4, 3]);
    gone.dispose();
    expect(() => rlel.expectedLevel(gone)).toThrow('a tensor that is disposed');
  });
});

/** The names of an object's own functions. */
function functionsOf(owner: object): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(owner))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name]) => name);
}
