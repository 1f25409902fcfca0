import { randomBytes } from 'node:crypto';
import { test as base } from '@playwright/test';
import { type Embedded, openEmbedded } from '../open/embedded.ts';
import { shown } from '../reports/report.ts';
import { readRunFile } from '../roles/targets.ts';
import { depositsV3 } from '../schemas/contract.ts';
import { clauseOf } from '../specs/clauses/catalogue.ts';
import { profileOf } from '../specs/profiles/catalogue.ts';
import { providerTests } from './provider/catalogue.ts';
import { witnessed } from './provider/witness.ts';
import { selected } from './selection.ts';
import { conduct } from './trial.ts';

const run = readRunFile();
const contract = depositsV3();
const profile = profileOf(run.profile);
if (!profile) throw new Error(`There is no profile ${run.profile}.`);

/** One mock for the worker: its keys are drawn here and leave this process only on the mock's standard input. */
const test = base.extend<object, { readonly embedded: Embedded; readonly nonce: string }>({
  embedded: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const embedded = await openEmbedded(contract, profile, randomBytes(24).toString('base64'));
      await use(embedded);
      await embedded.close();
    },
    { scope: 'worker' },
  ],
  nonce: [
    // biome-ignore lint/correctness/noEmptyPattern: see above.
    async ({}, use) => use(randomBytes(5).toString('hex')),
    { scope: 'worker' },
  ],
});

test.describe.configure({ timeout: run.timeLimitMs * 2 });

for (const clauseTest of selected(providerTests(contract), run)) {
  const { clause, operation } = clauseTest;
  test(`${clause}${operation ? ` ${operation.id}` : ''}: ${clauseOf(clause).statement}`, async ({ embedded, nonce }, info) => {
    const outcome = await conduct(clauseTest, witnessed({ provider: embedded.role, contract, profile }), {
      seed: run.seed,
      nonce,
      scale: run.scale,
      timeLimitMs: run.timeLimitMs,
      elapsed: () => performance.now(),
      ...(run.path === undefined ? {} : { path: run.path }),
    });
    const shownOutcome = shown(outcome, { secrets: embedded.secrets, baseUrl: embedded.url, options: run.options });
    await info.attach('countersign', {
      body: JSON.stringify({ outcome: shownOutcome, url: embedded.url }),
      contentType: 'application/json',
    });
    if (outcome.verdict === 'fail' || outcome.verdict === 'harness-error') throw new Error(`${clause} ended in ${outcome.verdict}.`);
  });
}
