import type { Verdict } from '../../../core/verdict/verdict.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../../../suites/clause-test.ts';
import { receiverTests } from '../../../suites/receiver/catalogue.ts';
import { countingReceiver } from '../../../suites/receiver/counting.ts';
import { longestBreakMs } from '../../../suites/receiver/driver.ts';
import { afterFirstSight } from '../../../suites/receiver/first.ts';
import { openReceiverOf } from '../../targets/receiver.ts';
import type { PartyUnderTest } from '../party-under-test.ts';

/** A receiver that an earlier clause has ended is started for this one; where it does not start, this clause reports it. */
function started(test: ReceiverTest): ReceiverTest {
  return {
    ...test,
    async run(env, run) {
      await env.receiver.controls.start?.();
      await test.run(env, run);
    },
  };
}

/** Verdicts after which the receiver may have kept something that affects the next clause. */
const unsound: ReadonlySet<Verdict> = new Set(['fail', 'harness-error', 'indeterminate']);

/** The receiver of notifications: what the configuration names, or the reference. The status API that it asks is in this process. */
export const receiver: PartyUnderTest<ReceiverTestEnvironment> = {
  role: 'receiver',
  // A circuit breaker may be open at the end of the clause, and again before the next notification that shows it.
  waitsMs: () => 2 * longestBreakMs,
  tests: () => afterFirstSight(receiverTests.map(started)),
  async open({ run, contract, profile, secret, nonce }) {
    let opened = await openReceiverOf(run.config, contract, profile, secret);
    const { url, identity } = opened;
    return {
      target: { url, environment: run.config === undefined ? 'reference' : 'receiver', adapter: 'receiver', ...identity },
      nonce,
      asked: () => countingReceiver({ receiver: opened.role, contract, profile }),
      keys: () => opened.role.merchant,
      secrets: () => opened.secrets(),
      close: () => opened.close(),
      renewed: false,
      async renew({ verdict, requests }) {
        // A receiver that was asked nothing has kept nothing.
        if (!unsound.has(verdict) || requests === 0) return;
        await opened.close();
        opened = await openReceiverOf(run.config, contract, profile, secret);
      },
    };
  },
};
