// Made from schemas/night.schema.json by `npm run generate`.

/**
 * One night as a line of history.jsonl keeps it.
 */
export interface Night {
  readonly run: string;
  /**
   * UTC, with milliseconds.
   */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  readonly decision: string;
  /**
   * With the baseline taken into account.
   */
  readonly exitCode: number;
  /**
   * Digest of the contract that judged.
   */
  readonly contract: string;
  readonly requests: number;
  /**
   * The verdict of each clause.
   */
  readonly clauses: {
    readonly [k: string]: string;
  };
  readonly measurements: readonly {
    readonly clause: string;
    readonly subject: string;
    readonly seen: string;
  }[];
}
