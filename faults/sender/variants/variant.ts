import type { Replacement } from '../../../core/decisions/override.ts';
import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import type { Readings } from '../../../specs/disputes.ts';

/** An honest sender with other legal choices than the mock's: it must give no alarm. */
export interface SenderVariant {
  /** Kebab-case, as its file is named. */
  readonly id: string;
  /** The choice in one sentence, with what makes it legal. */
  readonly title: string;
  /** Other readings of disputes. */
  readonly plays?: Partial<Readings>;
  /** A decision taken otherwise, where no dispute names it. */
  readonly lie?: Replacement<SenderDecisions>;
}
