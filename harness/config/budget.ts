/** The most that a run may cost: calls that may create something, requests in a second, seconds. */
export interface Budget {
  readonly creations: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** What a run may cost by default: what a shared test environment takes without notice. */
export const usualBudget: Budget = { creations: 6000, perSecond: 50, seconds: 600 };
