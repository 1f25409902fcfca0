import type { ReceiverTest, ReceiverTestEnvironment } from '../../../suites/clause-test.ts';
import { receiverTests } from '../../../suites/receiver/catalogue.ts';
import { countingReceiver } from '../../../suites/receiver/counting.ts';
import { openReceiverOf } from '../../targets/receiver.ts';
import type { PartyUnderTest } from '../party-under-test.ts';

/** What a clause before this one has ended runs for this one; where it does not start, this clause says so. */
function started(test: ReceiverTest): ReceiverTest {
  return {
    ...test,
    async run(env, run) {
      await env.receiver.controls.start?.();
      await test.run(env, run);
    },
  };
}

/** The receiver of notifications: what the configuration names, or the reference. The status API that it asks is in this process. */
export const receiver: PartyUnderTest<ReceiverTestEnvironment> = {
  role: 'receiver',
  tests: () => receiverTests.map(started),
  async open({ run, contract, profile, secret, nonce }) {
    const { role, url, identity, secrets, close } = await openReceiverOf(run.config, contract, profile, secret);
    return {
      target: { url, environment: run.config === undefined ? 'reference' : 'receiver', adapter: 'receiver', ...identity },
      nonce,
      asked: () => countingReceiver({ receiver: role, contract, profile }),
      keys: () => role.merchant,
      secrets,
      close,
      renewed: true,
    };
  },
};
