// Made from specs/contracts/deposits-v3/vectors/signature.schema.json by `npm run generate`.

export type Sentence = string;
export type Clause = string;
export type Identifier = string;
/**
 * A header value as it was on the wire: one character is one byte (Latin-1).
 */
export type Wire = string;
export type Ambiguity = string;
export type Hash = string;

/**
 * Test vectors of the signature over X-Date, X-Login and body.
 */
export interface SignatureVectors {
  readonly algorithm: 'HMAC-SHA-256';
  readonly schema: 'signature.schema.json';
  readonly generator: 'signature.generate.py';
  /**
   * @minItems 1
   */
  readonly notes: readonly Sentence[];
  readonly flags: {
    readonly [k: string]: {
      readonly bugType:
        | 'KNOWN_ANSWER'
        | 'COVERAGE'
        | 'SCHEME_LIMIT'
        | 'EDGE_CASE'
        | 'BODY_BYTES'
        | 'UTF8'
        | 'KEY'
        | 'ALGORITHM'
        | 'HASH_FORM'
        | 'SCHEME'
        | 'TAMPERED'
        | 'DATE';
      readonly description: Sentence;
      /**
       * @minItems 1
       */
      readonly clauses: readonly Clause[];
    };
  };
  readonly numberOfVectors: number;
  /**
   * @minItems 1
   */
  readonly vectors: readonly Vector[];
}
export interface Vector {
  readonly id: string;
  readonly comment: Sentence;
  readonly flags: readonly Identifier[];
  readonly xLogin: Wire;
  /**
   * The HMAC key as text: its UTF-8 bytes. Invented.
   */
  readonly apiSignature?: string;
  /**
   * The HMAC key itself in hex. Invented.
   */
  readonly apiSignatureHex?: string;
  readonly xDate: Wire;
  /**
   * The body bytes.
   */
  readonly bodyBase64: string;
  /**
   * The body for people; only if it is valid UTF-8 and short.
   */
  readonly bodyText?: string;
  readonly authorization: Wire;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly ambiguity?: Ambiguity;
  readonly expectedHash: Hash;
}
