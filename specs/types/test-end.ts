// Made from schemas/test-end.schema.json by `npm run generate`.

/**
 * One line of the file in which a run keeps how its tests ended, so that a report can be made where the process that reports was killed.
 */
export interface TestEnd {
  readonly about: {
    readonly role: 'provider' | 'client' | 'receiver' | 'sender' | 'key-use';
    readonly clause: string;
    readonly operation?: string;
  };
  /**
   * How it ended in Playwright; absent where it is only planned.
   */
  readonly ended?: {
    readonly status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
    readonly durationMs: number;
    readonly error?: string;
  };
  /**
   * What the test attached: it fits the schema of an attachment.
   */
  readonly attached?: {
    readonly [k: string]: unknown;
  };
}
