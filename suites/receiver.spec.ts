import { randomBytes } from 'node:crypto';
import { _baseTest as base } from '@playwright/test';
import { readRunFile } from '../harness/runner/run-file.ts';
import { type OpenReceiver, openReceiverOf } from '../harness/targets/receiver.ts';
import { shown } from '../reports/report.ts';
import { depositsV3 } from '../schemas/contract.ts';
import { clauseOf } from '../specs/clauses/catalogue.ts';
import { profileOf } from '../specs/profiles/catalogue.ts';
import type { ReceiverTest } from './clause-test.ts';
import { receiverTests } from './receiver/catalogue.ts';
import { witnessedReceiver } from './receiver/witness.ts';
import { selected } from './selection.ts';
import { conduct } from './trial.ts';

const run = readRunFile();
const profile = profileOf(run.profile);
if (!profile) throw new Error(`There is no profile ${run.profile}.`);

/** One receiver for the worker: what the configuration names, or the reference. The status API that it asks is in this process. */
const test = base.extend<object, { readonly opened: OpenReceiver & { readonly nonce: string } }>({
  opened: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const opened = await openReceiverOf(run.config, depositsV3(), profile, randomBytes(24).toString('base64'));
      await use({ ...opened, nonce: randomBytes(5).toString('hex') });
      await opened.close();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ timeout: run.timeLimitMs * 2 + 120_000 });

for (const clauseTest of run.role === 'receiver' ? selected(receiverTests, run) : []) {
  const { clause } = clauseTest;
  test(`${clause}: ${clauseOf(clause).statement}`, async ({ opened }, info) => {
    const { role, url, nonce } = opened;
    // What a clause before this one has ended is there for this one; where it does not start, that is told of this clause.
    const started: ReceiverTest = {
      ...clauseTest,
      async run(bench, trial) {
        await role.controls.start?.();
        await clauseTest.run(bench, trial);
      },
    };
    const outcome = await conduct(started, witnessedReceiver({ receiver: role, profile }), {
      seed: run.seed,
      nonce,
      scale: run.scale,
      timeLimitMs: run.timeLimitMs,
      elapsed: () => performance.now(),
      ...(run.path === undefined ? {} : { path: run.path }),
    });
    const shownOutcome = shown(outcome, { secrets: opened.secrets(), baseUrl: url, options: run.options });
    await info.attach('countersign', {
      body: JSON.stringify({
        outcome: shownOutcome,
        target: { url, environment: run.config === undefined ? 'reference' : 'receiver', skin: 'receiver' },
      }),
      contentType: 'application/json',
    });
    if (outcome.verdict === 'fail' || outcome.verdict === 'harness-error') throw new Error(`${clause} ended in ${outcome.verdict}.`);
  });
}
