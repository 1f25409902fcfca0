// Made from schemas/stored-delivery.schema.json by `npm run generate`.

/**
 * What a delivery is stored with as JSON: the answer by the script, and the header lines.
 */
export interface StoredDelivery {
  readonly answer: number | ('close' | 'hang');
  readonly headers: readonly (readonly [string, string])[];
}
