// Made from schemas/contract/scheme.schema.json by `npm run generate`.

/**
 * `2020-06-21T12:33:20Z`, or whole seconds or milliseconds since the epoch.
 */
export type DateFormat = 'iso-seconds-z' | 'unix-seconds' | 'unix-milliseconds';

export interface Scheme {
  /**
   * The keys of an account by role.
   */
  readonly keys: {
    readonly [k: string]: KeyRule;
  };
  readonly signature?: SignatureScheme;
  readonly login?: {
    /**
     * The name of a header field.
     */
    readonly header: string;
  };
  readonly id?: {
    /**
     * The name of a header field.
     */
    readonly header: string;
  };
  readonly date?: {
    /**
     * The name of a header field. Without it, the date is in the template of the signature.
     */
    readonly header?: string;
    readonly format: DateFormat;
    readonly toleranceMs: number;
  };
  readonly bearer?: {
    /**
     * The name of a header field.
     */
    readonly header: string;
    readonly template: string;
  };
  readonly basic?: {
    /**
     * The name of a header field.
     */
    readonly header: string;
  };
  readonly idempotency?: {
    /**
     * The name of a header field.
     */
    readonly header: string;
  };
}
/**
 * A key of an account.
 */
export interface KeyRule {
  /**
   * What people call it.
   */
  readonly name: string;
  readonly secret: boolean;
  readonly set: 'signing' | 'read-only';
  /**
   * The part of this file that says how the key travels; the key of `signature` makes the hash and never travels itself.
   */
  readonly carrier: 'login' | 'signature' | 'bearer' | 'basic';
  /**
   * The environment variable that hands it to a program under test.
   */
  readonly variable: string;
  /**
   * A pattern of the keys that open production: a target that such a key is for is production, whatever its configuration says.
   */
  readonly live?: string;
}
/**
 * How a message is signed and how the hash travels.
 */
export interface SignatureScheme {
  /**
   * The signed text: {date}, {login}, {id}, {method}, {path}, {target}, {body}, with the text between them. {target} is the target of the request as it is sent, {path} the same without its query.
   */
  readonly message: string;
  readonly mac: 'HMAC-SHA-256';
  readonly key: {
    readonly encoding: 'utf8' | 'base64';
    /**
     * The prefix of the encoded key, which is not part of it.
     */
    readonly prefix?: string;
  };
  readonly hash: 'lower-hex' | 'upper-hex' | 'base64';
  /**
   * The name of a header field.
   */
  readonly header: string;
  /**
   * The value of the header: {scheme} is the word of the profile, {date} the date where it has no header of its own.
   */
  readonly template: string;
  /**
   * What separates the pieces of the template in the header, in any order. The piece with the hash may be there several times, once for each key in force, and other pieces do not count. Without it, the header has the template once.
   */
  readonly separator?: string;
}
