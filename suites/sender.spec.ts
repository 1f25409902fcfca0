import { randomBytes } from 'node:crypto';
import { _baseTest as base } from '@playwright/test';
import { readRunFile } from '../harness/runner/run-file.ts';
import { type EmbeddedSender, openEmbeddedSender } from '../harness/targets/embedded-sender.ts';
import { shown } from '../reports/report.ts';
import { depositsV3 } from '../schemas/contract.ts';
import { clauseOf } from '../specs/clauses/catalogue.ts';
import { profileOf } from '../specs/profiles/catalogue.ts';
import { selected } from './selection.ts';
import { senderTests } from './sender/catalogue.ts';
import { witnessed } from './sender/witness.ts';
import { conduct } from './trial.ts';

const run = readRunFile();
const profile = profileOf(run.profile);
if (!profile) throw new Error(`There is no profile ${run.profile}.`);

/** One sender for the worker: the mock's notifier, which delivers to inboxes in this process. */
const test = base.extend<object, { readonly opened: EmbeddedSender & { readonly nonce: string } }>({
  opened: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const opened = await openEmbeddedSender(depositsV3(), profile, randomBytes(24).toString('base64'));
      await use({ ...opened, nonce: randomBytes(5).toString('hex') });
      await opened.close();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ timeout: run.timeLimitMs * 2 + 120_000 });

for (const clauseTest of run.role === 'sender' ? selected(senderTests, run) : []) {
  const { clause } = clauseTest;
  test(`${clause}: ${clauseOf(clause).statement}`, async ({ opened }, info) => {
    const { bench, url, secrets, nonce } = opened;
    const outcome = await conduct(clauseTest, witnessed(bench), {
      seed: run.seed,
      nonce,
      scale: run.scale,
      timeLimitMs: run.timeLimitMs,
      elapsed: () => performance.now(),
      ...(run.path === undefined ? {} : { path: run.path }),
    });
    const shownOutcome = shown(outcome, { secrets, baseUrl: url, options: run.options });
    await info.attach('countersign', {
      body: JSON.stringify({ outcome: shownOutcome, target: { url, environment: 'mock', skin: 'https' } }),
      contentType: 'application/json',
    });
    if (outcome.verdict === 'fail' || outcome.verdict === 'harness-error') throw new Error(`${clause} ended in ${outcome.verdict}.`);
  });
}
