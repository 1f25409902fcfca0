import type { Replacement } from '../../core/decisions/override.ts';
import type { ReceiverDecisions } from '../../core/decisions/receiver.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';

/** A receiver that lies in one way: one decision replaced. `breaks` are the clauses that the lie contradicts; one of them has to catch it, and no other may. */
export interface ReceiverFault {
  /** Kebab-case, as its file is named. */
  readonly id: string;
  /** The lie in one sentence. */
  readonly title: string;
  /** Row of the list of real faults that it stands for, where there is one (`R01`, `S07`). */
  readonly row?: string;
  readonly breaks: readonly [ClauseId, ...ClauseId[]];
  readonly lie: Replacement<ReceiverDecisions>;
}
