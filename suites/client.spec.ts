import { randomBytes } from 'node:crypto';
import { _baseTest as base } from '@playwright/test';
import { readRunFile } from '../harness/runner/run-file.ts';
import { searchedKeys } from '../harness/secret-scan/leaks.ts';
import { type CommandClient, openCommandClient, referenceClient } from '../harness/targets/command-client.ts';
import { shown } from '../reports/report.ts';
import { depositsV3 } from '../schemas/contract.ts';
import { clauseOf } from '../specs/clauses/catalogue.ts';
import { profileOf } from '../specs/profiles/catalogue.ts';
import { clientTests } from './client/catalogue.ts';
import { witnessedClient } from './client/witness.ts';
import { selected } from './selection.ts';
import { conduct } from './trial.ts';

const run = readRunFile();
const profile = profileOf(run.profile);
if (!profile) throw new Error(`There is no profile ${run.profile}.`);

/** One stage for each worker; the client is started anew for each scene. */
const test = base.extend<object, { readonly target: CommandClient }>({
  target: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const secret = randomBytes(24).toString('base64');
      const { client: command = referenceClient, folder, sources: places } = run;
      const target = await openCommandClient({
        contract: depositsV3(),
        profile,
        command,
        secret,
        ...(folder === undefined ? {} : { folder }),
        ...(places === undefined ? {} : { sources: { places, keys: searchedKeys(run.config) } }),
      });
      await use(target);
      await target.role.close();
    },
    { scope: 'worker' },
  ],
});

// Beside its own time a test may wait for a client that does not answer. Each worker has a stage of its own, so that what waits in one stops no other.
test.describe.configure({ mode: 'parallel', timeout: run.timeLimitMs * 2 + 120_000 });

const nonce = randomBytes(5).toString('hex');

for (const clauseTest of run.role === 'client' ? selected(clientTests, run) : []) {
  const { clause } = clauseTest;
  test(`${clause}: ${clauseOf(clause).statement}`, async ({ target }, info) => {
    const outcome = await conduct(clauseTest, witnessedClient({ client: target.role, contract: depositsV3(), profile }), {
      seed: run.seed,
      nonce,
      scale: run.scale,
      timeLimitMs: run.timeLimitMs,
      elapsed: () => performance.now(),
      ...(run.path === undefined ? {} : { path: run.path }),
    });
    // The report is about the client; the URL is that of the stage before it.
    const shownOutcome = shown(outcome, { secrets: target.secrets, baseUrl: target.url, options: run.options });
    const environment = run.client === undefined ? 'reference' : 'client';
    await info.attach('countersign', {
      body: JSON.stringify({ outcome: shownOutcome, target: { url: target.url, environment, skin: 'https' } }),
      contentType: 'application/json',
    });
  });
}
