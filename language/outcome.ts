import type { Verdict } from '../core/verdict/verdict.ts';

/** What a reader sees of a clause: its verdict, except that an `observe` which was asked is recorded. It promises nothing, so it cannot pass. */
export type ShownVerdict = Verdict | 'recorded';

/** What a run decides. */
export type DecisionName =
  | 'certified'
  | 'certified-with-waivers'
  | 'partial'
  | 'nothing-broken-seen'
  | 'not-certified'
  | 'incomplete'
  | 'none';

export interface DecisionSentences {
  readonly label: string;
  readonly meaning: string;
  readonly next: string;
}
