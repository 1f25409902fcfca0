import { randomBytes } from 'node:crypto';
import { _baseTest as base } from '@playwright/test';
import { statementOf } from '../../language/sentences.ts';
import { shown } from '../../reports/report.ts';
import { signedBy } from '../../reports/reproduction.ts';
import { askClauseTest } from '../../suites/clause-runner.ts';
import type { TestEnvironment } from '../../suites/clause-test.ts';
import { selected, subjectOf } from '../../suites/selection.ts';
import { detailsOf } from './annotations.ts';
import { attachment } from './attachment.ts';
import type { OpenParty, PartyUnderTest } from './party-under-test.ts';
import { profileNamed } from './profile.ts';
import { contractOfRun, readRunFile } from './run-file.ts';

/** In addition to its own time a test may wait for a party that no longer answers, and for its start, ms. */
const besideMs = 120_000;

/** Registers one Playwright test for each clause test of the party that the run selects. A worker opens the party once. */
export function registerClauseTests<Env extends TestEnvironment>(party: PartyUnderTest<Env>): void {
  const run = readRunFile();
  const own = run.parties.find(({ role }) => role === party.role);
  if (!own) return;
  const contract = contractOfRun(run);
  const profile = profileNamed(contract, run.profile);

  const limitMs = own.timeLimitMs * 2 + besideMs + (party.waitsMs?.(own) ?? 0);
  const test = base.extend<object, { readonly opened: OpenParty<Env> }>({
    opened: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
      async ({}, use) => {
        // Keys are drawn in this process: no file and no command line contains them.
        const secret = randomBytes(24).toString('base64');
        const opened = await party.open({ run: own, contract, profile, secret, nonce: randomBytes(5).toString('hex') });
        await use(opened);
        await opened.close();
      },
      { scope: 'worker', timeout: limitMs },
    ],
  });
  test.describe.configure({ mode: party.parallel?.(own) ? 'parallel' : 'default', timeout: limitMs });

  for (const clauseTest of selected(party.tests(contract), { ...run, ...own }, contract)) {
    const { clause } = clauseTest;
    // A path leads to a case of the clause's own test.
    if (clauseTest.late && run.path !== undefined) continue;
    const subject = subjectOf(clauseTest);
    const title = `${clause}${subject === undefined ? '' : ` ${subject}`}: ${statementOf(clause, contract.words)}`;
    test(title, detailsOf(party.role, clauseTest), async ({ opened }, info) => {
      const { target, nonce, invoicePrefix, together, renewed, renew } = opened;
      const asked = opened.asked();
      const { outcome, beside } = await askClauseTest(clauseTest, asked, {
        seed: run.seed,
        nonce,
        ...(invoicePrefix === undefined ? {} : { invoicePrefix }),
        scale: own.scale,
        timeLimitMs: own.timeLimitMs,
        elapsed: () => performance.now(),
        ...(together === undefined ? {} : { together }),
        ...(run.path === undefined ? {} : { path: run.path }),
      });
      const showing = {
        secrets: opened.secrets(),
        baseUrl: target.url,
        options: own.options,
        contract,
        signedBy: signedBy(contract, profile, opened.keys?.()),
      };
      const others = beside.map((one) => shown(one, showing));
      await info.attach(
        ...attachment({
          outcome: shown(outcome, showing),
          ...(others.length === 0 ? {} : { beside: others }),
          target,
          ...(asked.covered ? { covered: asked.covered() } : {}),
          ...(opened.recognisable ? { recognisable: opened.recognisable() } : {}),
        }),
      );
      await renew?.(outcome);
      // A test that throws ends its worker, and the next worker opens the party again. The verdict is in the attachment.
      if (renewed && (outcome.verdict === 'fail' || outcome.verdict === 'harness-error'))
        throw new Error(`${clause} ended in ${outcome.verdict}.`);
    });
  }
}
