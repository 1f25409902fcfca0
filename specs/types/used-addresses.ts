// Made from schemas/used-addresses.schema.json by `npm run generate`.

/**
 * The addresses from which each key has been used, by fingerprint: the file contains no key.
 */
export interface UsedAddressFile {
  readonly keys: {
    readonly [k: string]: readonly string[];
  };
}
