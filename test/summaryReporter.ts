import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line: `N passed, N failed`. A file that cannot be loaded counts as one failed test. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => {
      const tests = [...module.children.allTests()].map((test) => test.result().state);
      return module.state() === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests;
    });
    const count = (state: string): number => states.filter((one) => one === state).length;
    const skipped = count('skipped');
    console.log(`${count('passed')} passed, ${count('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
}
