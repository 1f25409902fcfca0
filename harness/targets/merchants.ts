import { createHash } from 'node:crypto';
import { accountKeys, printedKey } from '../../core/contract/credentials.ts';
import type { Account, Credentials } from '../../core/contract/ledger.ts';
import { secretText } from '../../core/contract/scheme.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Scheme } from '../../specs/types/scheme.ts';

/** The merchants of a mock: invented for one run, never stored. */
export interface MockMerchants {
  readonly name: string;
  readonly merchant: Credentials;
  readonly secondMerchant: Credentials;
  /** One whose notifications come to the same receiver as those of the first. */
  readonly furtherMerchant: Credentials;
  readonly secondEnvironment: Credentials;
  readonly accounts: readonly Account[];
  readonly secondAccounts: readonly Account[];
  readonly listedAddress: string;
  readonly unlistedAddress: string;
}

/** Two loopback addresses: calls go out from the first, and the second is on no list. */
const listedAddress = '127.0.0.1';
const unlistedAddress = '127.0.0.2';

/** Letters and digits derived from a text: keys in the form that the panel gives out (ten letters and a longer signature). */
function letters(text: string, length: number): string {
  const digest = createHash('sha512')
    .update(text)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '');
  return digest.slice(0, length);
}

/** A secret key for the test mode only, in the form that the dashboard gives out. */
function testKey(text: string): string {
  return `skey_test_${letters(text, 19).toLowerCase()}`;
}

/**
 * Credentials for two merchants and two environments, from the run's nonce.
 *
 * @param scheme how the contract takes keys: of one by HTTP Basic only its fingerprint is kept, and a signing key has the encoding of the signature
 */
export function mockMerchants(nonce: string, scheme: Pick<Scheme, 'basic' | 'signature'> = {}): MockMerchants {
  const { basic } = scheme;
  const credentials = (of: string): Credentials => ({
    apiKey: letters(`${nonce} ${of} key`, 12),
    apiSignature: secretText(scheme, letters(`${nonce} ${of} signature`, 34)),
    readOnlyKey: basic ? testKey(`${nonce} ${of} secret`) : letters(`${nonce} ${of} read-only`, 20),
  });
  const merchant = credentials('first');
  const secondMerchant = credentials('second');
  const furtherMerchant = credentials('further');
  const secondEnvironment = credentials('other environment');
  const account = (name: string, keys: Credentials): Account => ({
    merchant: name,
    ...(basic ? { signingSets: [], readOnlyKeys: [printedKey(keys.readOnlyKey)] } : accountKeys([keys])),
    addresses: [listedAddress],
  });
  return {
    name: 'first',
    merchant,
    secondMerchant,
    furtherMerchant,
    secondEnvironment,
    accounts: [account('first', merchant), account('second', secondMerchant)],
    secondAccounts: [account('first', secondEnvironment)],
    listedAddress,
    unlistedAddress,
  };
}

/** The contract's own first example of each request body. */
export function samplesOf(contract: Contract): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    contract.operations.flatMap(({ id, requestExamples: [example] }) =>
      typeof example === 'object' && example !== null && !Array.isArray(example)
        ? [[id, example as Readonly<Record<string, unknown>>]]
        : [],
    ),
  );
}

/** The accounts of a mock whose first merchant has a second set: both are active during a rotation. */
export function withNewSet({ accounts, merchant, name }: MockMerchants, fresh: Credentials): readonly Account[] {
  return accounts.map((account) => (account.merchant === name ? { ...account, ...accountKeys([fresh, merchant]) } : account));
}
