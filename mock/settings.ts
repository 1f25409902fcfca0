import type { Account, Ending, ReadOnlyKey, SigningSet } from '../core/contract/ledger.ts';
import type { Contract } from '../schemas/contract.ts';
import { type Profile, profileOf } from '../specs/profile.ts';

/**
 * The settings of a mock in its own process: one line of JSON on its standard input, because they contain secrets, which must not be in arguments or
 * the environment.
 */
export interface Settings {
  /** The id of the contract that is used, or the path of its folder. */
  readonly contract: string;
  /** Id of the profile that is used. */
  readonly profile: string;
  /** Interpretations that differ from the profile's. */
  readonly interpretations?: Readonly<Record<string, string>>;
  /** Merchants of the two environments, with their keys and addresses. */
  readonly accounts: readonly Account[];
  readonly secondAccounts?: readonly Account[];
  /** Address to bind to; 127.0.0.1 where none is given. */
  readonly host?: string;
  /** Ports; a free one where none is given. */
  readonly port?: number;
  readonly plainPort?: number;
  readonly secondPort?: number;
  readonly controlPort?: number;
  /** Bearer token of the control API; without one the control API is off. */
  readonly controlToken?: string;
  /** Sends notifications, to loopback only; waits that long for each answer, ms. Without it none are sent. */
  readonly notifications?: { readonly timeLimitMs: number };
  /** Files of SQLite ledgers; in memory by default. */
  readonly ledger?: string;
  readonly secondLedger?: string;
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown, name: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${name} must be an object`);
  return { ...value };
}

function textIn(members: Members, name: string, path = name): string {
  const value = members[name];
  if (typeof value !== 'string' || value === '') throw new Error(`${path} must be a non-empty string`);
  return value;
}

function maybeText<N extends string>(members: Members, name: N): { readonly [K in N]?: string } {
  // A computed key widens the type of an object; it holds that one member or none.
  return members[name] === undefined ? {} : ({ [name]: textIn(members, name) } as { readonly [K in N]?: string });
}

function maybePort<N extends string>(members: Members, name: N): { readonly [K in N]?: number } {
  const value = members[name];
  if (value === undefined) return {};
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > 65_535) throw new Error(`${name} must be a port, 0 to 65535`);
  return { [name]: value } as { readonly [K in N]?: number };
}

function endIn({ endsAt }: Members, path: string): Ending {
  if (endsAt === undefined) return {};
  if (typeof endsAt !== 'number' || !Number.isFinite(endsAt)) throw new Error(`${path}.endsAt must be ms since the epoch`);
  return { endsAt };
}

function keysIn<Key>(value: unknown, path: string, keyIn: (members: Members, path: string) => Key): readonly Key[] {
  if (!Array.isArray(value)) throw new Error(`${path} must be a list`);
  return value.map((given: unknown, index) => keyIn(membersOf(given, `${path}[${index}]`), `${path}[${index}]`));
}

const signingSetIn = (members: Members, path: string): SigningSet => ({
  apiKey: textIn(members, 'apiKey', `${path}.apiKey`),
  apiSignature: textIn(members, 'apiSignature', `${path}.apiSignature`),
  ...endIn(members, path),
});

const readOnlyKeyIn = (members: Members, path: string): ReadOnlyKey => ({
  key: textIn(members, 'key', `${path}.key`),
  ...endIn(members, path),
});

function accountsIn(value: unknown, name: string): readonly Account[] {
  if (!Array.isArray(value)) throw new Error(`${name} must be a list of merchants`);
  return value.map((given: unknown, index) => {
    const at = `${name}[${index}]`;
    const account = membersOf(given, at);
    const { addresses } = account;
    if (!Array.isArray(addresses) || !addresses.every((each) => typeof each === 'string')) {
      throw new Error(`${at}.addresses must be a list of strings`);
    }
    return {
      merchant: textIn(account, 'merchant', `${at}.merchant`),
      signingSets: keysIn(account.signingSets, `${at}.signingSets`, signingSetIn),
      readOnlyKeys: keysIn(account.readOnlyKeys, `${at}.readOnlyKeys`, readOnlyKeyIn),
      addresses,
    };
  });
}

function notificationsIn(value: unknown): { readonly timeLimitMs: number } {
  const { timeLimitMs } = membersOf(value, 'notifications');
  if (typeof timeLimitMs !== 'number' || !(timeLimitMs >= 1 && timeLimitMs <= 600_000)) {
    throw new Error('notifications.timeLimitMs must be a number of ms, 1 to 600000');
  }
  return { timeLimitMs };
}

function interpretationsIn(value: unknown): Readonly<Record<string, string>> {
  const given = membersOf(value, 'interpretations');
  return Object.fromEntries(Object.keys(given).map((id) => [id, textIn(given, id, `interpretations.${id}`)]));
}

/**
 * Reads the settings line.
 *
 * @throws Error that names the wrong member, and never its value, which may be a secret
 */
export function readSettings(line: string): Settings {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('the settings must be one line of JSON');
  }
  const given = membersOf(value, 'the settings');
  return {
    contract: textIn(given, 'contract'),
    profile: textIn(given, 'profile'),
    accounts: accountsIn(given.accounts, 'accounts'),
    ...(given.interpretations === undefined ? {} : { interpretations: interpretationsIn(given.interpretations) }),
    ...(given.secondAccounts === undefined ? {} : { secondAccounts: accountsIn(given.secondAccounts, 'secondAccounts') }),
    ...(given.notifications === undefined ? {} : { notifications: notificationsIn(given.notifications) }),
    ...maybeText(given, 'host'),
    ...maybePort(given, 'port'),
    ...maybePort(given, 'plainPort'),
    ...maybePort(given, 'secondPort'),
    ...maybePort(given, 'controlPort'),
    ...maybeText(given, 'controlToken'),
    ...maybeText(given, 'ledger'),
    ...maybeText(given, 'secondLedger'),
  };
}

/**
 * The profile that the settings name, with the interpretations that differ.
 * @throws Error that names the profiles, the ambiguities or the interpretations there are
 */
export function profileIn(contract: Pick<Contract, 'ambiguities' | 'profiles'>, { profile, interpretations = {} }: Settings): Profile {
  const found = profileOf(contract, profile);
  if (found === undefined) throw new Error(`profile must be one of ${contract.profiles.map(({ id }) => id).join(', ')}`);
  for (const [id, name] of Object.entries(interpretations)) {
    const names = Object.keys(contract.ambiguities.find((each) => each.id === id)?.interpretations ?? {});
    if (names.length === 0) throw new Error(`interpretations.${id} is not an ambiguity of the contract`);
    if (!names.includes(name)) throw new Error(`interpretations.${id} must be one of ${names.join(', ')}`);
  }
  return { ...found, interpretations: { ...found.interpretations, ...interpretations } };
}
