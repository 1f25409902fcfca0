// Made from specs/vectors/serialisers.schema.json by `npm run generate`.

export type Sentence = string;
export type Identifier = string;

/**
 * Bytes that real serialisers of several languages wrote for one set of values.
 */
export interface SerialiserVectors {
  readonly schema: 'serialisers.schema.json';
  readonly generator: 'serialisers.generate.py';
  /**
   * @minItems 1
   */
  readonly notes: readonly Sentence[];
  /**
   * @minItems 1
   */
  readonly runtimes: readonly {
    readonly language: Sentence;
    /**
     * Versions of the runtime and its libraries, by name.
     */
    readonly versions: {
      readonly [k: string]: string;
    };
  }[];
  readonly numberOfValues: number;
  /**
   * @minItems 1
   */
  readonly values: readonly {
    readonly id: Identifier;
    readonly comment: Sentence;
    /**
     * The text that every serialiser read.
     */
    readonly json: string;
  }[];
  readonly numberOfWriters: number;
  /**
   * @minItems 1
   */
  readonly writers: readonly {
    /**
     * The language and the call.
     */
    readonly id: string;
    readonly language: string;
    /**
     * By the id of the value, the bytes in base64; a value that the library refuses is absent.
     */
    readonly written: {
      readonly [k: string]: string;
    };
  }[];
}
