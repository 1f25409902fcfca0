import type { SenderTestEnvironment } from '../../../suites/clause-test.ts';
import { senderTests } from '../../../suites/sender/catalogue.ts';
import { counting } from '../../../suites/sender/counting.ts';
import { openEmbeddedSender } from '../../targets/embedded-sender.ts';
import type { PartyUnderTest } from '../party-under-test.ts';

/** The sender of notifications: the mock's notifier, which delivers to inboxes in this process. */
export const sender: PartyUnderTest<SenderTestEnvironment> = {
  role: 'sender',
  tests: () => senderTests,
  async open({ contract, profile, secret, nonce }) {
    const { env, url, secrets, close } = await openEmbeddedSender(contract, profile, secret);
    return {
      target: { url, environment: 'mock', adapter: 'https' },
      nonce,
      asked: () => counting(env),
      secrets: () => secrets,
      close,
      renewed: true,
    };
  },
};
