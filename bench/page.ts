import { RlelError } from '../src/errors';
import type { Machine } from './machine';
import type { CaseRow } from './report';
import { compilingTable, profileTable, targetsTable, timesTable } from './table';

const START = '<!-- measured: start (written by make bench) -->';
const END = '<!-- measured: end -->';

/** The page with what stands between its markers replaced. @throws RlelError when a marker is missing. */
export function withMeasurements(page: string, measurements: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new RlelError(`The page lacks the lines "${START}" and "${END}".`);
  return `${page.slice(0, start + START.length)}\n\n${measurements}\n\n${page.slice(end)}`;
}

/** The generated part of docs/performance.md. */
export function measurements(rows: readonly CaseRow[], machine: Machine, rounds: number): string {
  const { date, commit, cpu, cores, threads, memory, load, versions } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${date.slice(0, 10)}, commit ${commit}, ${rounds} rounds. ${cpu}, ${cores} cores, ${memory.toFixed(0)} GiB; each`,
    `side on ${threads} threads, the compact networks’ on one. ${named.join(', ')}. Load when it ended: ${load.toFixed(1)}.`,
    '',
    '![This kit’s time over its peers’](performance.svg)',
    '',
    '[Every single time](performance.json), in seconds.',
    '',
    '### Targets',
    '',
    targetsTable(rows),
    '',
    '### Times and memory',
    '',
    timesTable(rows),
    '',
    '### Compiling',
    '',
    compilingTable(rows),
    '',
    '### A step, operation by operation',
    '',
    profileTable(rows),
  ].join('\n');
}
