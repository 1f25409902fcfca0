import type { ClientDecisions } from '../../core/decisions/client.ts';
import type { Replacement } from '../../core/decisions/override.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';

/** A merchant's client that errs in one way: one decision replaced. `breaks` are the clauses that the error contradicts; one of them has to catch it. */
export interface ClientFault {
  /** Kebab-case, as its file is named. */
  readonly id: string;
  /** The error in one sentence. */
  readonly title: string;
  /** Row of the list of real faults that it stands for, where there is one (`S04`, `C01`). */
  readonly row?: string;
  readonly breaks: readonly [ClauseId, ...ClauseId[]];
  readonly lie: Replacement<ClientDecisions>;
}
