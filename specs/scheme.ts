/** How a message is signed and how the hash travels. */
export interface SignatureScheme {
  /** The text under the hash: `{date}{login}{body}`, say, with `{id}` where the scheme has one. */
  readonly message: string;
  readonly mac: 'HMAC-SHA-256';
  /** How the key's text becomes bytes; a prefix is not part of it. */
  readonly key: { readonly encoding: 'utf8' | 'base64'; readonly prefix?: string };
  readonly hash: 'lower-hex' | 'upper-hex' | 'base64';
  readonly header: string;
  /** The value of the header, `{scheme} {hash}`, say; `{scheme}` is the word of the profile. */
  readonly template: string;
}

export interface KeyRule {
  /** What people call it. */
  readonly name: string;
  readonly secret: boolean;
  readonly set: 'signing' | 'read-only';
  /** The part of the scheme that says how it travels. */
  readonly carrier: 'login' | 'signature' | 'bearer' | 'basic';
  /** The environment variable that hands it to a program under test. */
  readonly variable: string;
}

/** The spelling of a date: `2020-06-21T12:33:20Z` or whole seconds since the epoch. */
export type DateFormat = 'iso-seconds-z' | 'unix-seconds';

/** How calls of a contract are authenticated; a part that is missing is one that the contract does not have. */
export interface Scheme {
  readonly keys: Readonly<Record<string, KeyRule>>;
  readonly signature?: SignatureScheme;
  readonly login?: { readonly header: string };
  readonly id?: { readonly header: string };
  readonly date?: { readonly header: string; readonly format: DateFormat; readonly toleranceMs: number };
  readonly bearer?: { readonly header: string; readonly template: string };
  readonly basic?: { readonly header: string };
  readonly idempotency?: { readonly header: string };
}
