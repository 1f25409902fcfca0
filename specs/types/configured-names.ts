// Made from schemas/configured-names.schema.json by `npm run generate`.

/**
 * Names of variables that a configuration asks for, each with whether its value is a secret.
 */
export type ConfiguredNames = readonly (readonly [string, boolean])[];
