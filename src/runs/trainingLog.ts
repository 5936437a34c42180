import path from 'node:path';
import { SummaryWriter } from '../engine/summaryWriter';
import { runId } from '../store/runConfig';
import type { RunConfig } from '../store/runRecord';
import type { Epoch } from '../training/loop';

/**
 * A training's curves as TensorBoard's event files, which TensorBoard and most experiment trackers open, while it runs:
 * `tensorboard --logdir results/tensorboard`. history.csv has the same figures; these are for looking only, so where
 * they cannot be written the training goes on without.
 */
export class TrainingLog {
  private readonly writer: SummaryWriter | null;
  private written: number | null = null;

  constructor(root: string, config: RunConfig, candidate: string) {
    const { benchmark, method, seed } = config;
    const name = `${method}${candidate === method ? '' : `-${candidate}`}_seed${seed}_${runId(config).slice(0, 8)}`;
    this.writer = attempt(() => new SummaryWriter(path.join(root, 'tensorboard', benchmark, name)));
  }

  /** Writes the epochs that are new; those of the first call were written before an interruption. */
  update(history: readonly Epoch[]): void {
    const { writer } = this;
    const fresh = history.slice(this.written ?? history.length);
    this.written = history.length;
    if (!writer) return;
    attempt(() => {
      for (const { epoch, loss, learningRate, validationError, testError } of fresh) {
        writer.scalar('loss', loss, epoch + 1);
        writer.scalar('learning rate', learningRate, epoch + 1);
        writer.scalar('validation error', validationError, epoch + 1);
        if (testError !== null) writer.scalar('test error', testError, epoch + 1);
      }
    });
  }

  close(): void {
    attempt(() => this.writer?.close());
  }
}

/** null where it fails. */
function attempt<T>(write: () => T): T | null {
  try {
    return write();
  } catch {
    return null;
  }
}
