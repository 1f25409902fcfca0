// Made from schemas/contract/extensions.schema.json by `npm run generate`.

/**
 * Weight of the statement: a seed document, another public page, client code, or nothing but our interpretation.
 */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';
/**
 * The ambiguity of which this is one interpretation.
 */
export type Ambiguity = string;

export interface Extensions {
  readonly 'x-countersign-basis'?: Basis;
  /**
   * Keywords of the same schema whose weight differs from that of the member.
   */
  readonly 'x-countersign-keyword-basis'?: {
    readonly [k: string]: Basis;
  };
  readonly 'x-countersign-ambiguity'?: Ambiguity;
  readonly 'x-countersign-unambiguous'?: true;
  /**
   * @minItems 1
   */
  readonly 'x-countersign-required-by-docs'?: readonly string[];
  /**
   * @minItems 1
   */
  readonly 'x-countersign-known-values'?: readonly string[];
  /**
   * Texts of bounds whose double is another number. The reader of a contract adds it.
   */
  readonly 'x-countersign-exact'?: {
    readonly minimum?: string;
    readonly exclusiveMinimum?: string;
    readonly maximum?: string;
    readonly exclusiveMaximum?: string;
  };
  readonly 'x-countersign-business-minimum'?: {
    readonly amount: number;
    readonly currency: string;
    readonly code: number;
    readonly basis: Basis;
  };
  readonly 'x-countersign-traits'?: readonly ('signed' | 'bearer' | 'basic' | 'dated' | 'idempotent' | 'creates' | 'lists')[];
  readonly 'x-countersign-headers'?: string;
}
