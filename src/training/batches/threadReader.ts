import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { RlelError } from '../../errors';
import type { ThreadReply, ThreadSource } from './readerThread';
import type { PreparedSamples, SampleReader, SampleRequest } from './samples';

/** Compiled, also for sources that run uncompiled: a thread starts from a JavaScript file. */
const SCRIPT = path.resolve(__dirname, '../../../dist/training/batches/readerThread.js');

/** Prepares batches in threads, which take turns. */
export class ThreadReader implements SampleReader {
  readonly ahead: number;
  private readonly threads: readonly Thread[];
  private turn = 0;

  constructor(source: ThreadSource, count: number) {
    this.threads = Array.from({ length: count }, () => new Thread(source));
    this.ahead = count + 1;
  }

  /** @throws RlelError naming the file when it cannot be read or the thread ends. */
  read(request: SampleRequest): Promise<PreparedSamples> {
    const thread = this.threads[this.turn];
    this.turn = (this.turn + 1) % this.threads.length;
    return thread.read(request);
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.end()));
  }
}

interface Asked {
  resolve(prepared: PreparedSamples): void;
  reject(error: RlelError): void;
}

/** One thread: it answers in the order in which it is asked. */
class Thread {
  private readonly worker: Worker;
  private readonly asked: Asked[] = [];
  /** Set when it has ended. */
  private failure: RlelError | null = null;

  constructor(private readonly source: ThreadSource) {
    this.worker = new Worker(SCRIPT, { workerData: source });
    this.worker.on('message', (reply: ThreadReply) => {
      const asked = this.asked.shift();
      if ('problem' in reply) asked?.reject(new RlelError(reply.problem));
      else asked?.resolve(reply);
    });
    this.worker.once('error', ({ message }) => this.ended(message));
    this.worker.once('exit', (status) => this.ended(`status ${status}`));
  }

  read(request: SampleRequest): Promise<PreparedSamples> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      this.asked.push({ resolve, reject });
      this.worker.postMessage(request);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private ended(reason: string): void {
    this.failure ??= new RlelError(
      `${this.source.file}: the thread that reads it ended (${reason}). Start again; RLEL_READERS=0 reads without threads.`,
    );
    for (const { reject } of this.asked.splice(0)) reject(this.failure);
  }
}
