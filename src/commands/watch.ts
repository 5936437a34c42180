import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { type HistoryRow, readHistory } from '../store/history';
import { isLocked } from '../store/runLock';
import type { RunConfig } from '../store/runRecord';
import { RunStore } from '../store/store';
import { resultsOption } from './options';
import { examples } from './program';
import { sparkline } from './sparkline';

const EVERY = 2_000; // ms

/** `rlel watch`. */
export function addWatch(rlel: Command): void {
  rlel
    .command('watch')
    .description('the runs under way, live')
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel watch'))
    .action(({ results }) => watch(new RunStore(results)));
}

/** Shows the runs under way in a store, by any process on any machine, until Ctrl-C; once where there is no terminal. */
async function watch(store: RunStore, stream: NodeJS.WriteStream = process.stdout): Promise<void> {
  if (!stream.isTTY) {
    stream.write(`${describeStore(store)}\n`);
    return;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  while (!stop.signal.aborted) {
    stream.write(`\x1b[2J\x1b[H${describeStore(store)}\nCtrl-C ends this view; the runs go on.\n`);
    await wait(EVERY, undefined, { signal: stop.signal }).catch(() => {});
  }
}

/** What is done, failed and under way, with each training's last epochs. */
export function describeStore(store: RunStore): string {
  const ids = store.ids();
  const open = ids.filter((id) => !store.isDone(id));
  const running = open.filter((id) => isLocked(store.folder(id)));
  const failed = open.filter((id) => !running.includes(id) && store.failure(id));
  const counts = `${ids.length - open.length} runs done, ${running.length} under way, ${failed.length} failed, ${open.length - running.length - failed.length} stopped`;
  return [counts, ...running.map((id) => describeRun(store, id))].join('\n');
}

/** Errors of this many epochs are drawn. */
const SHOWN = 24;

function describeRun(store: RunStore, id: string): string {
  const config = existsSync(path.join(store.folder(id), 'config.json')) ? store.config(id) : null;
  const name = config ? `${config.benchmark} ${config.method} seed ${config.seed}` : id;
  const rows = readHistory(store.folder(id));
  const last = rows.at(-1);
  if (!config || !last) return `  ${name.padEnd(26)} first epoch`;
  return `  ${name.padEnd(26)} ${positionOf(config, last)}  ${sparkline(rows.slice(-SHOWN).map(({ validationError }) => validationError))}`;
}

function positionOf(config: RunConfig, row: HistoryRow): string {
  const { epochs, leastSteps } = config.training;
  const epoch = `epoch ${row.epoch + 1}${leastSteps > 0 ? '' : `/${epochs}`}`;
  const candidate = row.candidate === config.method ? '' : `${row.candidate}, `;
  return `${candidate}${epoch}, loss ${row.loss.toPrecision(4)}, validation error ${row.validationError.toFixed(3)}`;
}
