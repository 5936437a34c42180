import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tslab from '@tslab/typescript-for-tslab';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { drivingTwin } from '../../src/datasets/twins/drivingTwin';
import { writeTwinFolder } from '../../src/datasets/twins/folder';
import { userFolder } from '../support/userFolder';

const folder = userFolder();

/** Programs as users write them, one an entry. */
const PROGRAMS = {
  core: `
import { belCode, type Code, DecodingMatrix, encodingProperties, LabelSpace, rlelLoss, tf } from 'rlel/core';

const code: Code = belCode('J', 16);
// @ts-expect-error: a family that there is not
export const unknown = () => belCode('j', 16);
const space = new LabelSpace([-5, 10], 16);
const decoding = new DecodingMatrix({ levels: space.levels, width: 4, start: 'zeros' });
const terms = {
  codes: tf.zeros([1, 4]) as tf.Tensor2D,
  decoding: decoding.variable,
  labels: tf.tensor1d([space.toLevel(3)]),
  alpha: 0,
  beta: 0,
};
const { total } = rlelLoss({ ...terms, form: 'paper', reduction: 'mean' });
// @ts-expect-error: the published code's loss depends on its task
export const taskless = () => rlelLoss({ ...terms, form: 'published-code' });
export const withTask = () => rlelLoss({ ...terms, form: 'published-code', task: 'age' });
console.log(JSON.stringify([encodingProperties(code).bitTransitions, total.dataSync()[0]]));
`,
  runs: `
import {
  configOn, executeRun, identityOf, openData, type RunConfig, RunOpener, type RunRequest, type RunResult, RunStore, runId,
} from 'rlel/runs';

const [folder, results] = process.argv.slice(2);
const request: RunRequest = { benchmark: 'PN', method: 'lel', profile: 'quick', seed: 1, settings: { epochs: 1 } };
// @ts-expect-error: without its seed
export const incomplete: RunRequest = { benchmark: 'PN', method: 'lel', profile: 'quick' };

async function main(): Promise<void> {
  const data = await openData(request, { folder, trainList: null });
  const config: RunConfig = configOn(request, identityOf(data), null);
  const store = new RunStore(results);
  const result: RunResult = await executeRun(config, data, store);
  data.close();
  const opener = new RunOpener();
  const again = await opener.open(request, { folder, trainList: null, weights: null });
  opener.close();
  console.log(JSON.stringify([runId(config), runId(again.config), result.run, store.verify(result.run)]));
}
main();
`,
  report: `
import { allClaims, type Evidences, exitStatus, ledger, readEvidence, RunStore, type Table, resultsTable } from 'rlel/report';

const evidence: Evidences = readEvidence(new RunStore(process.argv[3]));
const tables: Table[] = evidence.studies.map((study) => resultsTable(study));
// @ts-expect-error: a table of no study
export const empty = () => resultsTable();
const status: 0 | 1 | 2 = exitStatus(ledger(evidence.studies));
console.log(JSON.stringify([tables.length, allClaims().length > 0, status]));
`,
  whole: `
import { belCode, loadOrTrain, RunStore, show, type Study } from 'rlel';

export const folders = (study: Study, store: RunStore): string[] => study.runs.map(({ result }) => store.folder(result.run));
export const cell = async (): Promise<void> => {
  await loadOrTrain({ benchmark: 'PN', method: 'rlel' });
  await show.encoding({ U: belCode('U', 8) });
};
`,
} as const;
const files = Object.entries(PROGRAMS).map(([name, text]) => {
  const file = path.join(folder, `${name}.ts`);
  writeFileSync(file, text);
  return file;
});

/** Compilers by how they find modules: tslab's own, as notebooks have it, and the present ones. */
const RESOLUTIONS = {
  tslab: [
    tslab as unknown as typeof ts,
    { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Node10 },
  ],
  node16: [ts, { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }],
  bundler: [ts, { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
} as const satisfies Record<string, readonly [typeof ts, ts.CompilerOptions]>;

test.each(Object.entries(RESOLUTIONS))('users’ programs compile: %s', (_, [compiler, resolution]) => {
  const program = compiler.createProgram(files, {
    ...resolution,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [path.resolve(__dirname, '../../node_modules/@types')],
  });
  const problems = compiler.getPreEmitDiagnostics(program);
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

const data = mkdtempSync(path.join(tmpdir(), 'rlel-user-data-'));
const results = mkdtempSync(path.join(tmpdir(), 'rlel-user-results-'));
beforeAll(() => writeTwinFolder(drivingTwin, data, { train: 64, test: 16, scenes: 'wild', seed: 2 }, () => {}));

/** What a program prints. */
function run(name: keyof typeof PROGRAMS): unknown {
  const { outputText } = ts.transpileModule(PROGRAMS[name], {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const script = path.join(folder, `${name}.js`);
  writeFileSync(script, outputText);
  const env = { ...process.env, RLEL_DATA: path.join(folder, 'data'), TF_NUM_INTRAOP_THREADS: '1' };
  return JSON.parse(execFileSync(process.execPath, [script, data, results], { encoding: 'utf8', env }));
}

test('rlel/core: a code, a label, a loss', () => {
  expect(run('core')).toEqual([expect.any(Number), expect.closeTo(Math.log(16), 4)]);
});

test('rlel/runs and rlel/report: from a request to its tables', () => {
  const [id, again, stored, problems] = run('runs') as [string, string, string, string[]];
  expect([again, stored, problems]).toEqual([id, id, []]);
  expect(run('report')).toEqual([1, true, 2]);
});

test('a file that --import names may use the entries', () => {
  const file = path.join(folder, 'mine.ts');
  writeFileSync(
    file,
    `import { registerCode } from 'rlel/core';
    import { methodNamed, registerMethod } from 'rlel/runs';
    import { registerClaim } from 'rlel/report';
    registerCode({ name: 'one-level', build: () => ({ levels: 1, width: 1, values: [0] }) });
    registerMethod({ ...methodNamed('direct'), name: typeof registerClaim });`,
  );
  const cli = path.resolve(__dirname, '../../bin/rlel.cjs');
  const list = execFileSync(process.execPath, [cli, '--import', file, 'list'], { encoding: 'utf8' });
  expect(list).toContain('one-level (bel, fixed-ce)');
  expect(list).toMatch(/^function {2,}one real-valued output/m);
});
