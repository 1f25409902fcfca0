import type { Credentials } from '../../core/contract/ledger.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';

/** A request that somebody else sent, with the provider's own answer. Times are on the clock of who watched. */
export interface SeenAnswer extends Exchange {
  /** Whether the body of the answer is without any content coding; of one that could not be undone, nothing is said. */
  readonly readable: boolean;
}

/** What answers are judged by. */
export interface AnswerLaw {
  /** The keys under which the requests are signed, as far as they are known. */
  readonly credentials: Partial<Credentials>;
  readonly contract: Contract;
  readonly profile: Profile;
}
