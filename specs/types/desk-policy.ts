// Made from schemas/desk-policy.schema.json by `npm run generate`.

/**
 * What a desk that hands out PROD credentials accepts: who may sign for which merchant, and what a certificate has to cover.
 */
export interface DeskPolicy {
  /**
   * @minItems 1
   */
  readonly merchants: readonly {
    /**
     * The name of the merchant in the table.
     */
    readonly name: string;
    /**
     * Files of public keys (PEM) that may sign for it, from the folder of the policy.
     *
     * @minItems 1
     */
    readonly keys: readonly string[];
    /**
     * The nonce that was given to it; a certificate without it is refused.
     */
    readonly nonce?: string;
  }[];
  /**
   * The level that is asked; default: full. A certificate of level full covers core.
   */
  readonly level?: 'core' | 'full';
  /**
   * Parties that have to be judged; default: any.
   *
   * @minItems 1
   */
  readonly parties?: readonly ('provider' | 'sender' | 'client' | 'receiver' | 'key-use' | 'egress')[];
  /**
   * `operator`: a self-attested one does not do. Default: self-attested.
   */
  readonly attestation?: 'self-attested' | 'operator';
  /**
   * Environments that count, such as STG; default: any but the mock and the references that come with Countersign.
   *
   * @minItems 1
   */
  readonly environments?: readonly string[];
  /**
   * The oldest version of the clause catalogue that does.
   */
  readonly oldestCatalogue?: number;
  /**
   * Clauses whose waiver is accepted.
   */
  readonly waivers?: readonly string[];
  /**
   * SHA-256 of certificate.json files that are revoked.
   */
  readonly revoked?: readonly string[];
}
