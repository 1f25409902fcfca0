import { defineConfig } from '@playwright/test';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

// One project for each party, in the order of the report: `--project` selects the party. They run beside each other.
// The tests of a file run one after another in one worker, so that a test that changes clock, address list or keys runs by itself; only those of the
// reference client do not.
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
  // A certifying run neither repeats nor skips: what is not judged is reported.
  retries: 0,
  forbidOnly: true,
  preserveOutput: 'never',
  // Node runs our source itself, and keeps its compiled files: a second compiler is not needed.
  build: { external: ['**'] },
  reporter: [[`./harness/runner/reporter.${extension}`]],
});
