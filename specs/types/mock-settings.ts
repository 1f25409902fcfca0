// Made from schemas/mock-settings.schema.json by `npm run generate`.

/**
 * A port; a free one where it is 0 or not given.
 */
export type Port = number;

/**
 * The settings of a mock in its own process: one line of JSON on its standard input, because they contain secrets, which must not be in arguments or the environment.
 */
export interface Settings {
  /**
   * The id of the contract that is used, or the path of its folder.
   */
  readonly contract: string;
  /**
   * Id of the profile that is used.
   */
  readonly profile: string;
  /**
   * Interpretations that differ from those of the profile.
   */
  readonly interpretations?: {
    readonly [k: string]: string;
  };
  /**
   * Merchants of the first environment, with their keys and addresses.
   */
  readonly accounts: readonly Account[];
  /**
   * Those of the second one.
   */
  readonly secondAccounts?: readonly Account[];
  /**
   * Address to bind to; 127.0.0.1 where none is given.
   */
  readonly host?: string;
  readonly port?: Port;
  readonly plainPort?: Port;
  readonly secondPort?: Port;
  readonly controlPort?: Port;
  /**
   * Bearer token of the control API; without one the control API is off.
   */
  readonly controlToken?: string;
  /**
   * Sends notifications, to loopback only; waits that long for each answer, ms. Without it none are sent.
   */
  readonly notifications?: {
    readonly timeLimitMs: number;
  };
  /**
   * File of the SQLite ledger; in memory by default.
   */
  readonly ledger?: string;
  readonly secondLedger?: string;
}
/**
 * A merchant account as the provider stores it, the newest keys first. Several of a kind are active only while a rotation overlaps.
 */
export interface Account {
  readonly merchant: string;
  readonly signingSets: readonly SigningSet[];
  readonly readOnlyKeys: readonly ReadOnlyKey[];
  /**
   * Source addresses that may call: single addresses or CIDR.
   */
  readonly addresses: readonly string[];
}
/**
 * The keys of signed operations.
 */
export interface SigningSet {
  readonly apiKey: string;
  readonly apiSignature: string;
  /**
   * Milliseconds since the epoch on the provider's clock: the key is active before it. No end where it is absent.
   */
  readonly endsAt?: number;
}
/**
 * The key of the read-only endpoints.
 */
export interface ReadOnlyKey {
  readonly key: string;
  /**
   * `key` is the fingerprint of the key: its SHA-256 in hex.
   */
  readonly printed?: true;
  /**
   * Milliseconds since the epoch on the provider's clock: the key is active before it. No end where it is absent.
   */
  readonly endsAt?: number;
}
