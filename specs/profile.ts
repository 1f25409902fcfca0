import type { RaisedLevels } from './clauses/catalogue.ts';
import type { Readings } from './disputes.ts';

/** How one white label of the API is read: what its mock plays and what the judge asks beyond the undisputed. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** The scheme of signed calls, without its space: `D24` (seed A). */
  readonly scheme: string;
  /** One reading of each dispute, for the mock. */
  readonly plays: Readings;
  /** The disputes whose played reading the judge requires too; every other reading of them is a miss. */
  readonly requires: readonly (keyof Readings)[];
  readonly levels?: RaisedLevels;
}
