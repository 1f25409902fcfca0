import { _baseTest as base } from '@playwright/test';
import { readRunFile } from '../harness/runner/run-file.ts';
import { type OpenBench, openBench } from '../harness/targets/bench.ts';
import { shown } from '../reports/report.ts';
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

/** One target for the worker: the embedded mock, whose keys are drawn in this process and leave it only on the mock's standard input, or what the configuration names. */
const test = base.extend<object, { readonly target: OpenBench }>({
  target: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const target = await openBench(run, contract, profile);
      await use(target);
      await target.close();
    },
    { scope: 'worker' },
  ],
});

// Beside its own time a test may wait for a target that does not answer any more, and for the mock to start.
test.describe.configure({ timeout: run.timeLimitMs * 2 + 120_000 });

for (const clauseTest of run.role === 'provider' ? selected(providerTests(contract), run) : []) {
  const { clause, operation } = clauseTest;
  test(`${clause}${operation ? ` ${operation.id}` : ''}: ${clauseOf(clause).statement}`, async ({ target }, info) => {
    const outcome = await conduct(clauseTest, witnessed(target.bench), {
      seed: run.seed,
      nonce: target.nonce,
      scale: run.scale,
      timeLimitMs: run.timeLimitMs,
      // The mock is ours and near: what waits there waits for nobody else.
      ...(target.skin === 'remote' ? {} : { together: 64 }),
      elapsed: () => performance.now(),
      ...(run.path === undefined ? {} : { path: run.path }),
    });
    const { url, environment, skin } = target;
    const shownOutcome = shown(outcome, { secrets: target.secrets(), baseUrl: url, options: run.options });
    await info.attach('countersign', {
      body: JSON.stringify({ outcome: shownOutcome, target: { url, environment, skin } }),
      contentType: 'application/json',
    });
    // A test that throws ends its worker. What is known of a remote target (its clock, whether it is there) would end with it, and the report has the verdict.
    if (skin === 'remote') return;
    if (outcome.verdict === 'fail' || outcome.verdict === 'harness-error') throw new Error(`${clause} ended in ${outcome.verdict}.`);
  });
}
