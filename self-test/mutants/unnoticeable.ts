/** A mutant that no test can tell from the code as it is, by the text of its place and what stands there instead. */
export interface Unnoticeable {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** A part of the line that it is in. */
  readonly line: string;
  readonly why: string;
}

export const unnoticeable: readonly Unnoticeable[] = [];
