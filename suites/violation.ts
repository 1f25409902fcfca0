import type { Exchange } from '../core/exchange.ts';
import type { Blame, ViolationData } from '../core/verdict.ts';

/** The subject broke its clause. The only way for a suite to fail a party: every other error is the harness's own. */
export class Violation extends Error {
  readonly data: ViolationData;
  constructor(data: ViolationData) {
    super(`${data.clause}: expected ${data.expected.id}, saw ${data.actual.id}`);
    this.name = 'Violation';
    this.data = data;
  }
}

/** An oracle or an owed capability is missing: the clause cannot be judged on this target. `note` says what to add. */
export class Untestable extends Error {
  constructor(note: string) {
    super(note);
    this.name = 'Untestable';
  }
}

/** A person must look: what was seen may be right or wrong, and no rule of the documents tells. */
export class ForReview extends Error {
  readonly exchanges: readonly Exchange[];
  constructor(note: string, exchanges: readonly Exchange[]) {
    super(note);
    this.name = 'ForReview';
    this.exchanges = exchanges;
  }
}

/** No answer, or one that tells nothing of the implementation (429, 502, a control that was not accepted): neither pass nor fail. */
export class Indeterminate extends Error {
  readonly blame: Blame;
  readonly exchanges: readonly Exchange[];
  constructor(note: string, blame: Blame, exchanges: readonly Exchange[]) {
    super(note);
    this.name = 'Indeterminate';
    this.blame = blame;
    this.exchanges = exchanges;
  }
}
