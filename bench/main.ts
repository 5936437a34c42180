import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { integerOption } from '../src/commands/options';
import { RlelError } from '../src/errors';
import { writeFileAtomic } from '../src/files/atomicFile';
import { listIn, nameAmong } from '../src/input/lists';
import { CASES } from './cases';
import { type CaseResult, compareSides } from './compare';
import { ratiosSvg } from './figure';
import { describeMachine } from './machine';
import { measurements, withMeasurements } from './page';
import { caseRows } from './report';
import { compilingTable, profileTable, targetsTable, timesTable } from './table';

const PROJECT = path.resolve(__dirname, '../..'); // from dist-bench/bench
const DOCS = path.join(PROJECT, 'docs');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

interface Options {
  readonly rounds: number;
  readonly repetitions?: number;
  readonly batch?: number;
  readonly cases: string;
  readonly threads: number;
  readonly python: string;
  readonly write: boolean;
}

async function bench(settings: Options): Promise<void> {
  const { rounds, repetitions, batch, cases, threads, python, write } = settings;
  if (!existsSync(python)) throw new RlelError(`bench: ${python} is not there: "make bench" installs PyTorch first.`);
  const known = CASES.map(({ name }) => name);
  const wanted = cases === 'all' ? known : listIn(cases, '--cases', nameAmong(known));
  const results: CaseResult[] = [];
  for (const benchCase of CASES.filter(({ name }) => wanted.includes(name))) {
    const options = { rounds, repetitions: repetitions ?? null, threads, python, say };
    const workload = { ...benchCase.workload, ...(batch && { batch }) };
    results.push(await compareSides({ ...benchCase, workload }, options));
  }
  const rows = caseRows(results);
  say(`\n${[targetsTable, timesTable, compilingTable, profileTable].map((table) => table(rows)).join('\n\n')}`);
  if (!write || batch || cases !== 'all') return;
  const machine = describeMachine(threads, results);
  const page = path.join(DOCS, 'performance.md');
  writeFileAtomic(page, withMeasurements(readFileSync(page, 'utf8'), measurements(rows, machine, rounds)));
  writeFileAtomic(path.join(DOCS, 'performance.svg'), ratiosSvg(rows));
  writeFileAtomic(path.join(DOCS, 'performance.json'), `${JSON.stringify({ machine, rounds, results })}\n`);
  say(`bench: written to ${page}, performance.svg and performance.json`);
}

new Command('bench')
  .description('times this kit and PyTorch in turn, on the same formula weights and inputs')
  .addOption(integerOption('--rounds <n>', 'rounds of each case', 1, 7))
  .addOption(integerOption('--repetitions <n>', 'steps a round; left out: each case’s own', 1))
  .addOption(integerOption('--batch <n>', 'another batch size, for a trial', 1))
  .option('--cases <names>', `comma-separated, of ${CASES.map(({ name }) => name).join(', ')}`, 'all')
  .addOption(integerOption('--threads <n>', 'threads of each side', 1, availableParallelism()))
  .option('--python <file>', 'a Python with PyTorch', path.join(PROJECT, '.venv-bench/bin/python'))
  .option('--no-write', 'print only; so do --batch and --cases')
  .action(bench)
  .parseAsync()
  .catch((error) => {
    console.error(error instanceof RlelError ? error.message : error);
    process.exitCode = 1;
  });
