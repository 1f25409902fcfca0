// Made from schemas/build-record.schema.json by `npm run generate`.

/**
 * Digests of the files that a build has made, as the package holds them.
 */
export interface BuildRecord {
  readonly build: string;
  readonly faults: string;
  readonly vectors: string;
}
