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
/** Inputs of each kind that one process tries: the HDF5 library wears out after some 30,000 broken files. */
const PORTION = 10_000;

interface Tally {
  read: number;
  refused: number;
  /** ms. */
  slowest: number;
}

/** Runs a portion of one parser's inputs in this process; a line a heartbeat, the last one with the figures. */
async function fuzzOne(name: string, runs: number, seed: number): Promise<void> {
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
    const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: runs, seed });
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

/** Runs one parser, a process a portion. @returns whether all went well. */
async function watchOne(name: string, runs: number): Promise<boolean> {
  const started = performance.now();
  const all: Tally = { read: 0, refused: 0, slowest: 0 };
  let fault: string | null = null;
  for (let done = 0; done < runs && fault === null; done += PORTION) {
    const outcome = await watchPortion(name, Math.min(PORTION, runs - done), SEED + done);
    if (typeof outcome === 'string') fault = outcome;
    else {
      all.read += outcome.read;
      all.refused += outcome.refused;
      all.slowest = Math.max(all.slowest, outcome.slowest);
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const figures = `${all.read} read, ${all.refused} refused, slowest ${all.slowest.toFixed(0)} ms, ${seconds} s`;
  console.log(`${name.padEnd(24)} ${fault === null ? 'ok' : 'FAULT'}  ${figures}`);
  if (fault !== null) console.error(`${name}: ${fault}`);
  return fault === null;
}

/** Runs a portion in a process of its own, which is ended when it falls silent. @returns its figures, or its fault. */
function watchPortion(name: string, runs: number, seed: number): Promise<Tally | string> {
  const jiti = path.resolve(__dirname, '../node_modules/.bin/jiti');
  const child = spawn(jiti, [__filename, String(runs), name, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let [output, hangs] = ['', false];
  let timer: NodeJS.Timeout | undefined;
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
    output += chunk.toString().replaceAll('{}\n', '');
  });
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearTimeout(timer);
      const lines = output
        .trim()
        .split('\n')
        .map((line) => (line ? JSON.parse(line) : {}));
      const { fault } = lines[0] as { fault?: string };
      if (hangs) resolve(`silent for ${PATIENCE / 1000} s (seed ${seed})`);
      else if (fault) resolve(`${fault} (seed ${seed})`);
      else resolve(status === 0 ? (lines.at(-1) as Tally) : `ended with status ${status} (seed ${seed})`);
    });
  });
}

async function main([runs = '100000', only, seed]: readonly string[]): Promise<void> {
  const names = only ? [only] : Object.keys(TARGETS);
  if (!/^\d+$/.test(runs) || names.some((name) => !(name in TARGETS))) {
    console.error(`fuzz.ts [inputs] [parser]: parsers are ${Object.keys(TARGETS).join(', ')}.`);
    process.exitCode = 1;
  } else if (seed) await fuzzOne(names[0], Number(runs), Number(seed));
  else for (const name of names) if (!(await watchOne(name, Number(runs)))) process.exitCode = 1;
}

main(process.argv.slice(2));
