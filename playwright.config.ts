import { defineConfig } from '@playwright/test';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

// One project for each party, in the order in which they are reported: `--project` says who is judged. They run beside each other.
// The tests of a file run one after another in one worker, so that what changes clock, address list or keys is alone; only those of the reference client do not.
const projects = (['provider', 'client', 'receiver', 'sender', 'key-use'] as const).map((party) => ({
  name: party,
  testMatch: `**/${party}.spec.${extension}`,
  workers: party === 'client' ? 2 : 1,
}));

export default defineConfig({
  testDir: './suites',
  projects,
  // All of them together.
  workers: projects.reduce((sum, { workers }) => sum + workers, 0),
  fullyParallel: false,
  // A certifying run neither repeats nor leaves out: what is not judged is said so.
  retries: 0,
  forbidOnly: true,
  preserveOutput: 'never',
  // Node runs our source by itself, and keeps what it has compiled: a second compiler has nothing to do.
  build: { external: ['**'] },
  reporter: [[`./harness/runner/reporter.${extension}`]],
});
