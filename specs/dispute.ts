/** A point on which the documents are silent or contradict each other; the judge accepts every reading that a profile does not require. */
export interface Dispute {
  readonly id: `C${number}`;
  readonly point: string;
  readonly evidence: string;
  /** Name of each reading with its meaning; the first is the one that the `onekey` profile plays. */
  readonly readings: Readonly<Record<string, string>>;
}
