import { createHash } from 'node:crypto';
import { readAlert } from '../../captures/mail/alert.ts';
import { printedKey } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { KeyUseDecisions } from '../../core/decisions/key-use.ts';
import { type Override, overridden } from '../../core/decisions/override.ts';
import { conformingKeyUse } from '../../mock/key-use/conforming.ts';
import { keyUseMemory } from '../../mock/key-use/memory.ts';
import { outbox, usualEnvelope } from '../../mock/mail/outbox.ts';
import { rolledKeys } from '../../panel/keys.ts';
import type { KeyUseRole, ReceivedAlert } from '../../roles/key-use.ts';
import type { Capability } from '../../specs/capability.ts';
import type { KeyUseTestEnvironment } from '../../suites/clause-test.ts';
import { assembleDirect, type DirectOptions } from './direct.ts';

/** The provider in process that mails: a conforming one, or one with a decision replaced. */
export interface DirectKeyUseOptions extends Omit<DirectOptions, 'override'> {
  readonly override?: Override<KeyUseDecisions>;
}

/** What the mock in process lets the suite do. */
export const keyUseCapabilities: readonly Capability[] = ['newAddresses', 'rollsKeys', 'hasTestKey', 'refusesAddresses', 'restarts'];

const mailWithinMs = 60_000;

/** A live key, derived from the run's nonce. */
function liveKey(nonce: string, of: string): string {
  return `skey_${createHash('sha256').update(`${nonce} ${of}`).digest('hex').slice(0, 20)}`;
}

/** The mock in this process as a provider that mails on key use; the mails are read as a merchant gets them, as bytes. Its clock is virtual. */
export function openDirectKeyUse({ override, ...options }: DirectKeyUseOptions): KeyUseTestEnvironment {
  const { contract, profile, nonce } = options;
  const conforming = conformingKeyUse(profile.interpretations);
  const decisions = override ? overridden(conforming, override) : conforming;
  const memory = keyUseMemory();
  const received: ReceivedAlert[] = [];
  let made = 0;
  const direct = assembleDirect({
    ...options,
    keyUses: {
      decisions,
      memory,
      newId: () => {
        made += 1;
        return `${nonce}-${made}`;
      },
      queued: () => undefined,
    },
  });
  const { mock, merchants, env } = direct;
  const { ledger } = mock.environment('first');
  const mails = outbox({
    memory,
    decisions,
    envelope: usualEnvelope,
    now: () => mock.now(),
    post: async ({ bytes }) => {
      received.push({ ...(await readAlert(bytes)), place: `${received.length}` });
    },
  });
  const live: Credentials = { ...merchants.merchant, readOnlyKey: liveKey(nonce, 'live') };
  // The test account takes calls from everywhere too.
  ledger.putAccount({
    merchant: merchants.name,
    signingSets: [],
    readOnlyKeys: [printedKey(merchants.merchant.readOnlyKey)],
    addresses: [],
  });
  const account = 'live';
  ledger.putAccount({ merchant: account, signingSets: [], readOnlyKeys: [printedKey(live.readOnlyKey)], addresses: [] });
  let current = live;
  let given = 1;
  let sixth = 0;
  let rolls = 0;
  const put = (change: Partial<NonNullable<ReturnType<typeof ledger.account>>>): void => {
    const kept = ledger.account(account);
    if (kept) ledger.putAccount({ ...kept, ...change });
  };
  const provider = Object.create(env.provider, { merchant: { get: () => current } });
  const keyUse: KeyUseRole = {
    can: options.can ?? new Set(keyUseCapabilities),
    provider,
    testKey: merchants.merchant,
    scarce: false,
    writes: true,
    async newAddress(family) {
      if (family === 'IPv6') {
        sixth += 1;
        // Two of each network of 64 bits.
        return `2001:db8:0:${Math.ceil(sixth / 2)}::${sixth}`;
      }
      given += 1;
      // Neighbours first, and every fifth from another network.
      return given % 5 === 0 ? `127.0.${given}.1` : `127.0.0.${given}`;
    },
    seenAs: (address) => address,
    async alerts(enough) {
      await mails.step();
      if (!enough(received)) {
        await provider.wait(mailWithinMs);
        await mails.step();
      }
      return received;
    },
    mailWithinMs,
    controls: {
      async rollKey(revokeNow) {
        rolls += 1;
        const secretKey = liveKey(nonce, `rolled ${rolls}`);
        put({ readOnlyKeys: rolledKeys(ledger.account(account)?.readOnlyKeys ?? [], secretKey, mock.now(), revokeNow) });
        current = { ...live, readOnlyKey: secretKey };
        return current;
      },
      takeOnly: async (addresses) => put({ addresses: addresses.length === 0 ? [] : [...addresses, merchants.listedAddress] }),
      restart: async () => {
        if (!decisions.remembers()) memory.forget();
      },
    },
    async close() {
      mock.close();
      memory.close();
    },
  };
  return { keyUse, contract, profile };
}
