// Made from schemas/contract/vectors.schema.json by `npm run generate`.

/**
 * What every contract's vectors/signature.json has; a contract may hold its own file to more.
 */
export interface SignatureVectorFile {
  /**
   * @minItems 1
   */
  readonly vectors: readonly SignatureVector[];
}
export interface SignatureVector {
  readonly id: string;
  readonly comment: string;
  /**
   * @minItems 1
   */
  readonly flags: readonly string[];
  /**
   * A header value as it was on the wire: one character is one byte (Latin-1).
   */
  readonly xLogin?: string;
  readonly xDate?: string;
  /**
   * The id of the message, where the scheme signs one.
   */
  readonly messageId?: string;
  /**
   * The method of the request, where the scheme signs it.
   */
  readonly method?: string;
  /**
   * The target of the request, path and query, where the scheme signs any of it.
   */
  readonly target?: string;
  readonly bodyBase64: string;
  /**
   * The right hash in the form of the scheme.
   */
  readonly expectedHash: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  /**
   * The key as a merchant has it.
   */
  readonly apiSignature?: string;
  /**
   * The bytes of a key that is not text.
   */
  readonly apiSignatureHex?: string;
}
