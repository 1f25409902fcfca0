import type { Replacement } from '../../core/decisions/override.ts';
import type { SenderDecisions } from '../../core/decisions/sender.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { DisputeId } from '../../specs/disputes.ts';

/** A sender of notifications that lies in one way: one decision replaced. `breaks` are the clauses that the lie contradicts; one of them has to catch it. */
export interface SenderFault {
  /** Kebab-case, as its file is named. */
  readonly id: string;
  /** The lie in one sentence. */
  readonly title: string;
  /** Row of the list of real faults that it stands for, where there is one (`N01`). */
  readonly row?: string;
  readonly breaks: readonly [ClauseId, ...ClauseId[]];
  /** It is a lie only where the profile asks for its reading of these disputes. */
  readonly requires?: readonly DisputeId[];
  readonly lie: Replacement<SenderDecisions>;
}
