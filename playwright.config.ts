import { defineConfig } from '@playwright/test';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

export default defineConfig({
  testDir: './suites',
  testMatch: `**/*.spec.${extension}`,
  // The tests of a worker run one after another, so that what changes clock, address list or keys is alone. How many there are is said by who starts a run.
  workers: 1,
  fullyParallel: false,
  // A certifying run neither repeats nor leaves out: what is not judged is said so.
  retries: 0,
  forbidOnly: true,
  preserveOutput: 'never',
  // Node runs our source by itself, and keeps what it has compiled: a second compiler has nothing to do.
  build: { external: ['**'] },
  reporter: [[`./harness/runner/reporter.${extension}`]],
});
