// Feeds every parser of data files with texts that look like labels, and with damaged copies of valid files; says how many
// were read and refused, and the slowest. A fault (an error that is not the kit's, a number that is none, a hang) is told
// with its input; exit status 1. Run with jiti (make fuzz does): fuzz.ts [inputs of each kind] [parser]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { RlelError } from '../src/errors';
import { damaged, labelText } from '../test/support/damaged';
import { TARGETS, type Target } from './fuzz/targets';

const SEED = 20240611;
/** A parser that is silent for longer hangs, in ms. */
const PATIENCE = 60_000;
const HEARTBEAT = 500;

interface Tally {
  read: number;
  refused: number;
  /** ms. */
  slowest: number;
}

/** Runs one parser's inputs in this process; a line a heartbeat, the last one with the figures or the fault. */
async function fuzzOne(name: string, runs: number): Promise<void> {
  const target = TARGETS[name];
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-fuzz-'));
  const file = path.join(folder, target.place ?? name.replaceAll(/[^\w.]/g, '-'));
  for (const one of [file, ...(target.beside ?? []).map((beside) => path.join(folder, beside))]) {
    mkdirSync(path.dirname(one), { recursive: true });
    writeFileSync(one, '');
  }
  const valid = await target.valid();
  const kinds = [damaged(valid), ...(target.text ? [labelText.map((content) => Buffer.from(content))] : [])];
  const tally: Tally = { read: 0, refused: 0, slowest: 0 };
  for (const kind of kinds) {
    const property = fc.asyncProperty(kind, (bytes) => survives(target, bytes, file, tally));
    const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: runs, seed: SEED });
    if (!failed) continue;
    const input = counterexample?.[0].toString('base64');
    console.log(JSON.stringify({ fault: `${(errorInstance as Error)?.stack}\n  input (base64): ${input}` }));
    break;
  }
  console.log(JSON.stringify(tally));
  rmSync(folder, { recursive: true });
}

/** The parser returns numbers that are numbers, or throws the kit's error that names the file. */
async function survives(target: Target, bytes: Buffer, file: string, tally: Tally): Promise<void> {
  if (target.reads) writeFileSync(file, bytes);
  const started = performance.now();
  try {
    const result = await target.parse(bytes, file);
    if (!target.anyNumber) checkNumbers(result);
    tally.read += 1;
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    if (!error.message.includes(path.basename(file))) throw new Error(`does not name the file: ${error.message}`);
    tally.refused += 1;
  }
  tally.slowest = Math.max(tally.slowest, performance.now() - started);
  if ((tally.read + tally.refused) % HEARTBEAT === 0) console.log('{}');
}

function checkNumbers(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} was read as a number`);
  if (value instanceof Map) for (const item of value.values()) checkNumbers(item);
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) checkNumbers(item);
}

/** Runs one parser in a process of its own, which is ended when it falls silent. @returns whether all went well. */
function watchOne(name: string, runs: number): Promise<boolean> {
  const jiti = path.resolve(__dirname, '../node_modules/.bin/jiti');
  const child = spawn(jiti, [__filename, String(runs), name, '--here'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const started = performance.now();
  let [last, hangs, faulty] = ['', false, false];
  let timer = setTimeout(() => {}, 0);
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      hangs = true;
      child.kill('SIGKILL');
    }, PATIENCE);
  };
  wait();
  child.stdout.on('data', (chunk: Buffer) => {
    wait();
    for (const line of chunk
      .toString()
      .split('\n')
      .filter((one) => one.length > 2)) {
      last = line;
      const { fault } = JSON.parse(line) as { fault?: string };
      if (!fault) continue;
      faulty = true;
      console.error(`${name}: ${fault}`);
    }
  });
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearTimeout(timer);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      const { read, refused, slowest } = (last ? JSON.parse(last) : {}) as Partial<Tally>;
      const ok = status === 0 && !hangs && !faulty;
      const figures = `${read ?? '?'} read, ${refused ?? '?'} refused, slowest ${slowest?.toFixed(0) ?? '?'} ms, ${seconds} s`;
      console.log(`${name.padEnd(24)} ${hangs ? 'HANGS' : ok ? 'ok' : 'FAULT'}  ${figures}`);
      resolve(ok);
    });
  });
}

async function main([runs = '100000', only, here]: readonly string[]): Promise<void> {
  const names = only ? [only] : Object.keys(TARGETS);
  if (!/^\d+$/.test(runs) || names.some((name) => !(name in TARGETS))) {
    console.error(`fuzz.ts [inputs] [parser]: parsers are ${Object.keys(TARGETS).join(', ')}.`);
    process.exitCode = 1;
  } else if (here) await fuzzOne(names[0], Number(runs));
  else for (const name of names) if (!(await watchOne(name, Number(runs)))) process.exitCode = 1;
}

main(process.argv.slice(2));
