import type { Replacement } from '../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Readings } from '../../specs/disputes.ts';

/** An honest provider with other legal choices than the mock's: it must give no alarm, save the warnings that it earns. */
export interface Variant {
  /** Kebab-case, as its file is named. */
  readonly id: string;
  /** The choice in one sentence, with what makes it legal. */
  readonly title: string;
  /** Clauses that only should hold, and do not: a warning of them is right. */
  readonly warns?: readonly ClauseId[];
  /** Other readings of disputes. */
  readonly plays?: Partial<Readings>;
  /** A decision taken otherwise, where no dispute names it. */
  readonly lie?: Replacement<ProviderDecisions>;
}
