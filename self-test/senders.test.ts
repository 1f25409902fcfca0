import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEmbeddedSender } from '../harness/targets/embedded-sender.ts';
import { contractOf } from '../schemas/contracts.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { senderTests } from '../suites/sender/catalogue.ts';
import { counting } from '../suites/sender/counting.ts';

const [onekey] = contractOf('deposits-v3').profiles;

test('a mock that ends in the middle is reported: nothing hangs, and nobody is failed', async () => {
  const { env, close } = await openEmbeddedSender(contractOf('deposits-v3'), onekey, 'secret of a mock that ends');
  let asked = 0;
  const settings = { seed: 1, nonce: 'ended', scale: 0.1, timeLimitMs: 60_000, elapsed: () => performance.now() };
  const { moveStatus } = env.provider.controls;
  // It ends when it has made its third deposit, in the middle of the first clause.
  const controls = {
    ...env.provider.controls,
    async moveStatus(depositId: string, status: 'COMPLETED' | 'CANCELLED') {
      asked += 1;
      if (asked === 3) await close();
      await moveStatus?.(depositId, status);
    },
  };
  const provider = Object.create(env.provider, { controls: { value: controls } }) as typeof env.provider;
  for (const clauseTest of senderTests) {
    const { clause, verdict, note } = await runClauseTest(clauseTest, counting({ ...env, provider }), settings);
    assert.equal(verdict, 'indeterminate', `${clause}: ${verdict} ${note ?? ''}`);
    assert.match(note ?? '', /then run (this )?again/, clause);
  }
  assert.equal(asked, 3);
});
