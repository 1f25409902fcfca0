import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Replacement } from '../../../core/decisions/override.ts';
import type { ClauseId } from '../../../specs/clauses/catalogue.ts';

/** An honest client with other legal choices than the reference's: it must give no alarm, save the warnings that it earns. */
export interface ClientVariant {
  /** Kebab-case, as its file is named. */
  readonly id: string;
  /** The choice in one sentence, with what makes it legal. */
  readonly title: string;
  readonly warns?: readonly ClauseId[];
  readonly lie: Replacement<ClientDecisions>;
}
