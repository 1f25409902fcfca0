import type { Interpretations } from './ambiguities.ts';
import type { RaisedLevels } from './clauses/catalogue.ts';

/** How one white label of the API is read: what its mock uses and what the judge asks beyond the unambiguous. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** The scheme of signed calls, without its space: `D24` (seed A). */
  readonly scheme: string;
  /** One interpretation of each ambiguity, for the mock. */
  readonly interpretations: Interpretations;
  /** The ambiguities whose interpretation the judge requires too; every other interpretation of them is a miss. */
  readonly requires: readonly (keyof Interpretations)[];
  readonly levels?: RaisedLevels;
}
