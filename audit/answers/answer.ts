import type { Credentials } from '../../core/contract/ledger.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';

/** A request that somebody else sent, with the provider's own answer. Times are on the clock of the watcher. */
export interface SeenAnswer extends Exchange {
  /** Whether the body of the answer has no content coding; nothing is said about one that could not be decoded. */
  readonly readable: boolean;
}

/** What answers are judged by. */
export interface AnswerLaw {
  /** The keys that sign the requests, as far as they are known. */
  readonly credentials: Partial<Credentials>;
  readonly contract: Contract;
  readonly profile: Profile;
}
