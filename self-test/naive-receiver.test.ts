import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openReceiverOf } from '../harness/targets/receiver.ts';
import { contractOf } from '../schemas/contracts.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { receiverTests } from '../suites/receiver/catalogue.ts';
import { countingReceiver } from '../suites/receiver/counting.ts';
import { unlessOnPath } from './program-on-path.ts';

const [onekey] = contractOf('deposits-v3').profiles;

/** The mistakes of a receiver as tutorials show it: it verifies nothing, releases everything, answers 200 to everything, and forgets at once. */
const wrong = {
  'RCV-01': 'fail',
  'RCV-03': 'fail',
  'RCV-05': 'fail',
  'RCV-08': 'fail',
  'RCV-09': 'fail',
  'RCV-10': 'warn',
  'RCV-11': 'warn',
  'RCV-13': 'fail',
  'RCV-15': 'warn',
  'RCV-16': 'warn',
  'RCV-20': 'warn',
  'RCV-21': 'warn',
  // Nobody says how it counts refunds.
  'RCV-24': 'untestable',
  'RCV-25': 'untestable',
  // It serves one merchant.
  'RCV-26': 'not-applicable',
};

const skip = unlessOnPath(process.env.PATH, 'php');

test('a naive receiver in PHP fails what it gets wrong, and nothing else', { skip }, async (context) => {
  const file = join(import.meta.dirname, 'fixtures', 'naive-receiver.yaml');
  const contract = contractOf('deposits-v3');
  const opened = await openReceiverOf(file, contract, onekey, 'secret of the naive receiver');
  context.after(() => opened.close());
  const seen: Record<string, string> = {};
  for (const clauseTest of receiverTests) {
    await opened.role.controls.start?.();
    const outcome = await runClauseTest(clauseTest, countingReceiver({ receiver: opened.role, contract, profile: onekey }), {
      seed: 1,
      nonce: 'naive',
      scale: 0.1,
      timeLimitMs: 60_000,
      elapsed: () => performance.now(),
    });
    if (outcome.verdict !== 'pass') seen[outcome.clause] = outcome.verdict;
    if (outcome.verdict === 'fail' || outcome.verdict === 'warn') assert.ok(outcome.violation, `${outcome.clause} has no violation.`);
  }
  assert.deepEqual(seen, wrong);
});
