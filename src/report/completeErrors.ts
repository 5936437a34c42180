import { controlNames } from '../methods/registry';
import { mean } from '../statistics/moments';
import { benchmarksOf, methodsOf, type Study, tableRuns } from './evidence';

/** Benchmarks that each of the methods but controls was run on, and their mean errors over seeds, [benchmarks][methods]. */
export interface CompleteErrors {
  readonly benchmarks: readonly string[];
  readonly methods: readonly string[];
  readonly errors: readonly (readonly number[])[];
}

/** What ranks are taken of; null where fewer than two benchmarks or methods are left. */
export function completeErrors(study: Study): CompleteErrors | null {
  const controls = controlNames();
  const compared = study.runs.filter(({ config, changes }) => changes.size === 0 && !controls.includes(config.method));
  const methods = methodsOf(compared);
  const benchmarks = benchmarksOf(study.runs).filter((benchmark) =>
    methods.every((method) => tableRuns(study, benchmark, method).length > 0),
  );
  if (methods.length < 2 || benchmarks.length < 2) return null;
  const errors = benchmarks.map((benchmark) =>
    methods.map((method) => mean(tableRuns(study, benchmark, method).map(({ error }) => error))),
  );
  return { benchmarks, methods, errors };
}
