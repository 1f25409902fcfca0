import { once } from 'node:events';
import { byRole, secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { type Secrets, secrets } from '../../core/redaction/redaction.ts';
import { inboxes, inboxServer } from '../../roles/inbox.ts';
import type { SenderRole } from '../../roles/sender.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import type { SenderTestEnvironment } from '../../suites/clause-test.ts';
import { senderCapabilities } from './direct-sender.ts';
import { openEmbedded } from './embedded.ts';
import { mockMerchants } from './merchants.ts';

/** A mock in a process of its own that sends notifications to inboxes in this one. */
export interface EmbeddedSender {
  readonly env: SenderTestEnvironment;
  readonly url: string;
  /** What no output may show. */
  readonly secrets: Secrets;
  readonly close: () => Promise<void>;
}

/** How long the mock waits for an answer, ms: one test is silent on purpose (NTF-09), and all other answers come at once. */
const timeLimitMs = 1000;

/** Longest wait for a notification that is due at once, ms. */
const patienceMs = 10_000;

/** What load may add between two clocks, ms: three orders of magnitude below the shortest pause. */
const tolerance = { earlyMs: 5000, lateMs: 15_000, lateShare: 0 };

/**
 * Starts the mock as a sender.
 *
 * @param secret unguessable text from which keys are drawn
 * @throws Error when the mock does not start
 */
export async function openEmbeddedSender(contract: Contract, profile: Profile, secret: string): Promise<EmbeddedSender> {
  const embedded = await openEmbedded(contract, profile, secret, { notifications: { timeLimitMs } });
  const { role, control, leap, merchants } = embedded;
  const server = inboxServer(async (arrival) => ({ delivery: await ours.take(arrival) }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ours = inboxes(`http://127.0.0.1:${port}`, role.now);
  const rotated = mockMerchants(`${secret} rotated`, contract.scheme).merchant;
  let keys: readonly Credentials[] = [merchants.merchant];

  const advance = async (ms: number): Promise<void> => {
    let state = (await control('/advance', { ms: 0 })) as { readonly now: number; readonly nextAt: number | null };
    const until = state.now + ms;
    // Step by step, so that our clock agrees with the sender's when a delivery comes.
    while (state.now < until) {
      const at = Math.min(state.nextAt ?? until, until);
      leap(at);
      state = (await control('/advance', { ms: Math.max(0, at - state.now) })) as typeof state;
    }
  };
  const putKeys = async (set: Credentials): Promise<void> => {
    await control('/merchants', {
      merchant: merchants.name,
      credentials: [byRole(contract.scheme, set)],
      addresses: [merchants.listedAddress],
    });
    keys = [set];
  };

  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await embedded.close();
  };
  const sender: SenderRole = {
    can: new Set([...role.can, ...senderCapabilities]),
    get keys() {
      return keys;
    },
    tolerance,
    now: role.now,
    inbox: ours.open,
    arrived: (inbox, count) => ours.arrived(inbox, count, AbortSignal.timeout(patienceMs)),
    async arrivedBy(inbox, count, at) {
      const seen = await sender.arrived(inbox, count);
      if (seen.length < count) await advance(Math.max(0, at - role.now()));
      return inbox.seen();
    },
    close,
    controls: {
      advance,
      putConfirmUrl: async (url, environment = 'first') => {
        await control('/confirm-url', { merchant: merchants.name, url: url ?? null, environment });
      },
      resend: async (about, id) => {
        await control('/resend', { about, id });
      },
      passOn: async (depositId, status) => {
        await control('/pass-on', { depositId, status });
      },
      moveRefund: async (refundId, status) => {
        await control('/refund-status', { refundId, status });
      },
      rotateKeys: async () => {
        await putKeys(rotated);
        return { keys: rotated, restore: () => putKeys(merchants.merchant) };
      },
    },
  };
  return {
    env: { provider: role, contract, profile, sender },
    url: embedded.url,
    secrets: secrets(
      [merchants.merchant, merchants.secondMerchant, merchants.secondEnvironment, rotated]
        .flatMap((set) => secretKeys(contract.scheme, set))
        .concat({ role: 'control token', value: mockMerchants(`${secret} control`).merchant.apiSignature }),
    ),
    close,
  };
}
