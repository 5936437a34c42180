import type { Code } from '../encodings/code';
import { methodTitle } from './colours';
import { methodsOf, requireBenchmark, type Study, tableRuns } from './evidence';
import { requireStudy } from './requireStudy';
import { storedEncodings } from './storedEncoding';

/** The measured encoder of each method’s first seed on a benchmark, by the method's title: what `show.encoding` takes. */
export function measuredEncoders(study: Study, benchmark: string): Record<string, Code> {
  requireStudy(study, 'measuredEncoders');
  requireBenchmark(study, benchmark);
  return Object.fromEntries(
    methodsOf(study.runs).flatMap((method) => {
      const [run] = tableRuns(study, benchmark, method);
      return run ? [[methodTitle(method), storedEncodings(run)[0].encoder]] : [];
    }),
  );
}
