import type { Exchange } from '../core/exchange.ts';
import type { Blame, Verdict, ViolationData } from '../core/verdict/verdict.ts';
import type { Capability } from '../specs/capability.ts';

/** The subject broke its clause. The only way for a suite to fail a party: every other error is the harness's own. */
export class Violation extends Error {
  readonly data: ViolationData;
  /** Whether a reader is shown the bytes that the signature of the breaking request has to be over. */
  readonly showsSigned: boolean;
  constructor(data: ViolationData, showsSigned = false) {
    super(`${data.clause}: expected ${data.expected.id}, saw ${data.actual.id}`);
    this.name = 'Violation';
    this.data = data;
    this.showsSigned = showsSigned;
  }
}

/** The clause could not be judged: neither pass nor fail. The note says why and ends with the next move; the exchanges are what there is to look at. */
export class Inconclusive extends Error {
  readonly verdict: Extract<Verdict, 'untestable' | 'review' | 'indeterminate'>;
  readonly blame: Blame;
  readonly exchanges: readonly Exchange[];
  /** The capabilities that would let it be judged. */
  readonly lacks: readonly Capability[];
  constructor(
    verdict: Inconclusive['verdict'],
    note: string,
    blame: Blame,
    exchanges: readonly Exchange[],
    lacks: readonly Capability[] = [],
  ) {
    super(note);
    this.name = 'Inconclusive';
    this.verdict = verdict;
    this.blame = blame;
    this.exchanges = exchanges;
    this.lacks = lacks;
  }
}

/** An oracle or an owed capability is missing: the clause cannot be judged on this target. `note` says what to add. */
export class Untestable extends Inconclusive {
  constructor(note: string, exchanges: readonly Exchange[] = [], lacks: readonly Capability[] = []) {
    super('untestable', note, 'configuration', exchanges, lacks);
  }
}

/** A person must look: what was seen may be right or wrong, and no rule of the documents tells. */
export class ForReview extends Inconclusive {
  constructor(note: string, exchanges: readonly Exchange[]) {
    super('review', note, 'implementation', exchanges);
  }
}

/** No answer, or one that tells nothing of the implementation (429, 502, a control that was not accepted). */
export class Indeterminate extends Inconclusive {
  constructor(note: string, blame: Blame, exchanges: readonly Exchange[]) {
    super('indeterminate', note, blame, exchanges);
  }
}

/**
 * An answer that was lost on its way, or that tells of the way alone (429, 502, 503, 504, a date that grew stale): it says nothing of the clause, so that
 * the case may be asked again as a new one. What was lost in a wait for something that should have come by itself is none.
 */
export class LostOnTheWay extends Indeterminate {
  /** What came in place of an answer that can be judged, in a few words. */
  readonly came: string;
  constructor(note: string, exchange: Exchange, came: string) {
    super(note, 'environment', [exchange]);
    this.came = came;
  }
}

/** The same error with these exchanges, where it could not be judged and brought none of its own. */
export function withExchanges(error: unknown, exchanges: readonly Exchange[]): unknown {
  return error instanceof Inconclusive && error.exchanges.length === 0 ? Object.assign(error, { exchanges }) : error;
}
