// Made from schemas/sources.schema.json by `npm run generate`.

/**
 * One source document of a contract: every statement of it, and what became of it.
 */
export interface SourceDocument {
  readonly title: string;
  readonly url: string;
  /**
   * @minItems 1
   */
  readonly statements: readonly Statement[];
}
/**
 * One statement. It has clauses that judge it, a feature that shows it, or a reason why nothing tests it.
 */
export interface Statement {
  /**
   * Stable for ever.
   */
  readonly id: string;
  /**
   * In our words.
   */
  readonly statement: string;
  /**
   * The section or paragraph of the document.
   */
  readonly where: string;
  /**
   * Ids of the catalogue, or reserved ones.
   *
   * @minItems 1
   */
  readonly clauses?: readonly string[];
  /**
   * What of the product shows it.
   */
  readonly feature?: string;
  /**
   * Why nothing tests it, or tests no more.
   */
  readonly reason?: string;
}
