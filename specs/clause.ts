import type { ClauseBasis } from './types/clause-table.ts';

/** Who is judged by a clause. */
export type Party = 'provider' | 'sender' | 'client' | 'receiver' | 'key-use' | 'egress';

/** How a miss counts: a `must` fails the gate, a `should` warns, an `observe` is for review and is not a reason against a decision. */
export type Level = 'must' | 'should' | 'observe';

/** One normative statement. Its id is permanent: clauses are added, never renumbered. */
export interface CatalogueClause {
  readonly id: string;
  readonly party: Party;
}

/** A clause as a contract judges it: its level, and its basis. */
export interface Clause extends CatalogueClause {
  readonly level: Level;
  readonly basis: ClauseBasis;
}
