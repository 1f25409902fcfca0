// Made from schemas/contract/words.schema.json by `npm run generate`.

/**
 * What people who use the API call things, by placeholder.
 */
export interface Words {
  readonly [k: string]: string;
}
