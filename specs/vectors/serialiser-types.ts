/** The shape of serialisers.json: bytes that real serialisers wrote. */
export interface SerialiserVectors {
  readonly schema: 'serialisers.schema.json';
  readonly generator: 'serialisers.generate.py';
  readonly notes: readonly string[];
  readonly runtimes: readonly { readonly language: string; readonly versions: Readonly<Record<string, string>> }[];
  readonly numberOfValues: number;
  readonly values: readonly { readonly id: string; readonly comment: string; readonly json: string }[];
  readonly numberOfWriters: number;
  /** `written` holds base64 by the id of the value; a value that the library refuses is absent. */
  readonly writers: readonly { readonly id: string; readonly language: string; readonly written: Readonly<Record<string, string>> }[];
}
