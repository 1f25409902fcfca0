// Made from schemas/contract/notifications.schema.json by `npm run generate`.

/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our interpretation.
 */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';
/**
 * The ambiguity of which this is one interpretation.
 */
export type Ambiguity = string;

export interface NotificationTable {
  readonly notifications: readonly NotificationRule[];
}
/**
 * A call of the provider to the merchant.
 */
export interface NotificationRule {
  /**
   * The operationId of the webhook in the document.
   */
  readonly webhook: string;
  /**
   * What it tells of, by its name in resources.yaml.
   */
  readonly resource: string;
  /**
   * The only ports that the provider connects to.
   *
   * @minItems 1
   */
  readonly ports?: readonly number[];
  readonly retry?: RetryRule;
}
/**
 * How often, and after which gaps, a notification is repeated; more repeats than gaps leave the last gaps open.
 */
export interface RetryRule {
  /**
   * @minItems 1
   */
  readonly gapsMinutes: readonly number[];
  readonly repeats: number;
  readonly basis: Basis;
  readonly ambiguity?: Ambiguity;
}
