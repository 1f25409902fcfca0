// Made from schemas/contract/profile.schema.json by `npm run generate`.

/**
 * What the mock uses and the judge requires for one white label of the API. Its id is the name of its file.
 */
export interface ProfileFile {
  /**
   * The profile whose members it takes where it has none of its own.
   */
  readonly extends?: string;
  readonly title: string;
  /**
   * The scheme of signed calls, without its space.
   */
  readonly scheme?: string;
  /**
   * Interpretations other than those of the extended profile, or than the first ones where it extends none.
   */
  readonly interpretations?: {
    readonly [k: string]: string;
  };
  /**
   * The ambiguities whose interpretation the judge requires too; every other one is a miss.
   */
  readonly requires?: readonly string[];
  /**
   * Levels above those of clauses.yaml, by clause.
   */
  readonly levels?: {
    readonly [k: string]: 'must' | 'should';
  };
}
