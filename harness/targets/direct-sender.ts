import { accountKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { type Override, overridden } from '../../core/decisions/override.ts';
import type { SenderDecisions } from '../../core/decisions/sender.ts';
import { conformingSender } from '../../mock/conforming-sender.ts';
import { answerOf, inboxes } from '../../roles/inbox.ts';
import type { SenderRole } from '../../roles/sender.ts';
import type { Capability } from '../../specs/capability.ts';
import type { SenderTestEnvironment } from '../../suites/clause-test.ts';
import { assembleDirect, type DirectOptions } from './direct.ts';
import { mockMerchants } from './merchants.ts';

/** The sender in process: a conforming one, or one with a decision replaced. */
export interface DirectSenderOptions extends Omit<DirectOptions, 'override'> {
  readonly override?: Override<SenderDecisions>;
}

export const senderCapabilities: readonly Capability[] = [
  'receivesNotifications',
  'advancesClock',
  'setsConfirmUrl',
  'resends',
  'movesRefunds',
  'passesDepositsOn',
  'senderRotatesKeys',
];

/** The host of the inboxes in virtual time: nothing listens there. */
const baseUrl = 'http://127.0.0.1:8080';

/** How long a notification is awaited: the test environment takes some minutes (Deposits API docs, Notifications). */
const longestMinutes = 10;

/** The address that notifications come from without a socket. */
const senderAddress = '127.0.0.1';

/**
 * The mock in this process as a sender, with inboxes that it reaches without a socket. Its clock is virtual and advances only on request.
 * `requests` counts the calls to the API.
 */
export function openDirectSender({ override, ...options }: DirectSenderOptions): {
  readonly env: SenderTestEnvironment;
  readonly requests: () => number;
} {
  const conforming = conformingSender(options.contract, options.profile);
  const ours = inboxes(baseUrl, () => mock.now());
  const { env, mock, merchants, requests } = assembleDirect({
    ...options,
    notifications: {
      decisions: override ? overridden(conforming, override) : conforming,
      post: async (_url, request) => answerOf(await ours.take({ request, peer: senderAddress, secure: false })),
    },
  });
  const { controls } = mock;
  let keys: readonly Credentials[] = [merchants.merchant];
  const putKeys = (set: Credentials): void => {
    keys = [set];
    controls.addMerchant({ merchant: merchants.name, ...accountKeys(keys), addresses: [merchants.listedAddress] });
  };
  const sender: SenderRole = {
    can: new Set([...env.provider.can, ...senderCapabilities]),
    get keys() {
      return keys;
    },
    tolerance: { earlyMs: 1000, lateMs: 1000, lateShare: 0 },
    now: () => mock.now(),
    inbox: ours.open,
    async arrived(inbox, count) {
      await controls.advance(0);
      for (let minutes = 0; minutes < longestMinutes && inbox.seen().length < count; minutes += 1) await controls.advance(60_000);
      return inbox.seen();
    },
    async arrivedBy(inbox, count, at) {
      const seen = await sender.arrived(inbox, count);
      if (seen.length < count) await controls.advance(Math.max(0, at - mock.now()));
      return inbox.seen();
    },
    close: async () => mock.close(),
    controls: {
      advance: (ms) => controls.advance(ms),
      putConfirmUrl: async (url, environment) => controls.putConfirmUrl(merchants.name, url, environment),
      resend: async (about, id) => {
        controls.resend(about, id);
      },
      passOn: async (depositId, status) => {
        const moved = controls.setStatus(depositId, status);
        if (moved !== 'moved') throw new Error(`The mock does not pass ${depositId} on to ${status}: ${moved}.`);
      },
      moveRefund: async (refundId, status) => {
        controls.moveRefund(refundId, status);
      },
      rotateKeys: async () => {
        const fresh = mockMerchants(`${options.nonce} rotated`, options.contract.scheme).merchant;
        putKeys(fresh);
        return { keys: fresh, restore: async () => putKeys(merchants.merchant) };
      },
    },
  };
  return { env: { ...env, sender }, requests };
}
