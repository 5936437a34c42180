import { type AdamScalars, applyAdam, applyDescent, type Resource, type Scalar } from '../resource';
import type { tf } from '../tensorflow';
import { type Held, NotCompilable, recording } from './recorder';

/** A variable of a program: read and set from outside, updated by a recorded call. */
export class SessionVariable implements Resource {
  /** @param program its place there; `value` remains the program's. */
  constructor(
    private readonly held: Held,
    private readonly program: { value(): tf.Tensor; set(value: tf.Tensor): void },
  ) {}

  get shape(): readonly number[] {
    return this.held.shape;
  }

  assign(value: tf.Tensor): void {
    this.program.set(value);
  }

  read(): tf.Tensor {
    return this.program.value().clone();
  }

  dataSync(): Float32Array {
    return this.program.value().dataSync() as Float32Array;
  }

  descend(gradient: tf.Tensor, rate: Scalar): void {
    applyDescent(this.handle(), gradient, rate);
  }

  adam(first: SessionVariable, second: SessionVariable, gradient: tf.Tensor, scalars: AdamScalars): void {
    applyAdam([this.handle(), first.handle(), second.handle()], gradient, scalars);
  }

  dispose(): void {} // it goes with its program

  private handle(): tf.Tensor {
    const recorder = recording();
    if (!recorder) throw new NotCompilable('a variable of the session is changed outside a recorded call.');
    return recorder.handle(this.held);
  }
}
