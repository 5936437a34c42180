import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** FAST=1: without what takes a browser, a cluster, a set-up, a training, a whole network, real data or the notebooks. */
const { FAST = '' } = process.env;
if (!['', '1'].includes(FAST)) throw new Error(`FAST=${FAST}: expected 1, or nothing, which runs all tests.`);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(FAST ? ['test/**/*.slow.test.ts'] : [])],
    globalSetup: './test/support/temporaryFolder.mts',
    pool: 'forks',
    // the slow ones measure, fill memory and start processes of their own: one file at a time on a small machine
    ...(FAST && { maxWorkers: availableParallelism() }),
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/summaryReporter.mts'],
  },
});
