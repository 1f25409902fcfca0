import type { Replacement } from '../../../core/decisions/override.ts';
import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import type { ClauseId } from '../../../specs/clauses/catalogue.ts';

/** An honest receiver that makes a choice of its own: no clause may complain. */
export interface ReceiverVariant {
  /** Kebab-case, as its file is named. */
  readonly id: string;
  /** The choice in one sentence. */
  readonly title: string;
  readonly lie: Replacement<ReceiverDecisions>;
  /** A `should` that the choice misses: it warns, and nothing hangs on it. */
  readonly warns?: readonly ClauseId[];
}
