import ledgerRow from '../schemas/ledger-row.schema.json' with { type: 'json' };
import { readBack } from '../schemas/read-back.ts';
import type { Account, KeyUse, StoredDeposit, StoredHeaders, StoredRefund } from '../specs/types/ledger-row.ts';

interface Stored {
  readonly Account: Account;
  readonly StoredDeposit: StoredDeposit;
  readonly StoredRefund: StoredRefund;
  readonly StoredHeaders: StoredHeaders;
  readonly KeyUse: KeyUse;
}

const { $defs } = ledgerRow;
const of = (name: keyof Stored): object => ({ $ref: `#/$defs/${name}`, $defs });

/** One object for each, so that it is compiled once. */
const schemas = {
  Account: of('Account'),
  StoredDeposit: of('StoredDeposit'),
  StoredRefund: of('StoredRefund'),
  StoredHeaders: of('StoredHeaders'),
  KeyUse: of('KeyUse'),
} as const satisfies Readonly<Record<keyof Stored, object>>;

/** What the ledger stored as JSON. Throws as `readBack` does. */
export function stored<Name extends keyof Stored>(name: Name, text: string): Stored[Name] {
  return readBack(`${name} in the ledger`, JSON.parse(text), schemas[name]);
}
