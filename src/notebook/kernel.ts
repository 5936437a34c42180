import { RlelError } from '../errors';

/** One output in several forms, by MIME type: the reader's program shows the richest that it knows. */
export interface Bundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What scripts/kernel.cjs gives to this package. */
interface Kernel {
  display(bundle: Bundle, id: string | undefined, update: boolean): void;
}

const running = (): Kernel | undefined =>
  (globalThis as { [key: symbol]: unknown })[Symbol.for('rlel.kernel')] as Kernel | undefined;

/**
 * Shows an output below the cell that runs.
 * @throws RlelError outside the notebooks' kernel.
 */
export function display(bundle: Bundle): void {
  kernel().display(bundle, undefined, false);
}

let places = 0;

/** @returns a function that shows an output, and replaces it at each further call. @throws as `display`. */
export function displayPlace(): (bundle: Bundle) => void {
  const { display: write } = kernel();
  const id = `rlel-${process.pid}-${places++}`;
  let shown = false;
  return (bundle) => {
    write(bundle, id, shown);
    shown = true;
  };
}

function kernel(): Kernel {
  const found = running();
  if (!found) {
    throw new RlelError(
      'show: there is no notebook here to show in. In a notebook, choose the kernel "TypeScript (rlel)" ("make lab" has it).',
    );
  }
  return found;
}
