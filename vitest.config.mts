import { configDefaults, defineConfig } from 'vitest/config';

/** FAST=1: without what takes a browser, a cluster, a set-up or a training. */
const { FAST = '' } = process.env;
if (!['', '1'].includes(FAST)) throw new Error(`FAST=${FAST}: expected 1, or nothing, which runs all tests.`);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(FAST ? ['test/**/*.slow.test.ts'] : [])],
    globalSetup: './test/support/temporaryFolder.mts',
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/summaryReporter.mts'],
  },
});
