import { makeFolder } from '../files/makeFolder';
import { executeMany } from './native';
import { tf } from './tensorflow';

/** The part of tfjs-node's backend that writes TensorBoard's event files. */
interface SummaryBackend {
  summaryWriter(folder: string): tf.Tensor;
  createSummaryFileWriter(writer: tf.Tensor, folder: string): void;
  writeScalarSummary(writer: tf.Tensor, step: number, name: string, value: number): void;
}

/** Writes scalars to an event file of its own in a folder, with TensorFlow's writer. The native backend only. */
export class SummaryWriter {
  private readonly backend = tf.backend() as unknown as SummaryBackend;
  private readonly handle: tf.Tensor;

  constructor(folder: string) {
    makeFolder(folder);
    this.handle = tf.keep(this.backend.summaryWriter(folder));
    tf.tidy(() => this.backend.createSummaryFileWriter(this.handle, folder));
  }

  /** The value is in the file when this returns, for those who watch. */
  scalar(name: string, value: number, step: number): void {
    this.backend.writeScalarSummary(this.handle, step, name, value);
    executeMany('FlushSummaryWriter', [], [this.handle], 0);
  }

  close(): void {
    executeMany('CloseSummaryWriter', [], [this.handle], 0);
    this.handle.dispose();
  }
}
