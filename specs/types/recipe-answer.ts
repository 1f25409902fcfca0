// Made from schemas/recipe-answer.schema.json by `npm run generate`.

/**
 * What a recipe that makes keys answers with. Its other members are keys by their roles in scheme.yaml, and what the recipe adds for itself.
 */
export interface RecipeAnswer {
  /**
   * The account that makeAccount made.
   */
  readonly account?: string;
  /**
   * How long the old keys stay active after the roll.
   */
  readonly overlapSeconds?: number;
  /**
   * By role: the fingerprints of keys that the recipe has stored itself.
   */
  readonly fingerprints?: {
    readonly [k: string]: string;
  };
  readonly [k: string]: unknown;
}
