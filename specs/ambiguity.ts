/** A point on which the documents are silent or contradict each other; the judge accepts every interpretation that a profile does not require. */
export interface Ambiguity {
  readonly id: `C${number}`;
  readonly point: string;
  readonly evidence: string;
  /** Name of each interpretation with its meaning; the first is the one that the `onekey` profile uses. */
  readonly interpretations: Readonly<Record<string, string>>;
}
