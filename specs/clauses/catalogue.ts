import type { Clause, Level } from '../clause.ts';
import { addressesClauses } from './addresses.ts';
import { clientClauses } from './client.ts';
import { clockClauses } from './clock.ts';
import { credentialsClauses } from './credentials.ts';
import { endpointsClauses } from './endpoints.ts';
import { environmentsClauses } from './environments.ts';
import { errorsClauses } from './errors.ts';
import { headersClauses } from './headers.ts';
import { idempotencyClauses } from './idempotency.ts';
import { receiverClauses } from './receiver.ts';
import { senderClauses } from './sender.ts';
import { signatureClauses } from './signature.ts';
import { transportClauses } from './transport.ts';
import { utf8Clauses } from './utf8.ts';

/**
 * Every normative statement, once. "Seed A" in their sources is the page "Technical and Security Aspects" of the Deposits API, which wins over the
 * other pages; those are named by the heading under which they stand.
 */
export const clauses = [
  ...transportClauses,
  ...credentialsClauses,
  ...headersClauses,
  ...signatureClauses,
  ...utf8Clauses,
  ...clockClauses,
  ...idempotencyClauses,
  ...errorsClauses,
  ...addressesClauses,
  ...endpointsClauses,
  ...environmentsClauses,
  ...receiverClauses,
  ...senderClauses,
  ...clientClauses,
] as const satisfies readonly Clause[];

/** The id of a clause that exists; a wrong one does not compile. */
export type ClauseId = (typeof clauses)[number]['id'];

/** Levels above those of the catalogue, by clause: a profile may ask for more, never for less. */
export type RaisedLevels = Readonly<Partial<Record<ClauseId, Level>>>;

const byId: ReadonlyMap<string, KnownClause> = new Map(clauses.map((clause) => [clause.id, clause]));

/** A clause of the catalogue. */
export interface KnownClause extends Clause {
  readonly id: ClauseId;
}

/** The clause of that id. */
export function clauseOf(id: ClauseId): KnownClause {
  const clause = byId.get(id);
  if (clause === undefined) throw new Error(`The clause ${id} does not exist.`);
  return clause;
}

/** A clause at the level that a profile gives it. */
export function clauseUnder({ levels = {} }: { readonly id: string; readonly levels?: RaisedLevels }, clause: KnownClause): KnownClause {
  const raised: Readonly<Record<string, Level>> = levels;
  return { ...clause, level: raised[clause.id] ?? clause.level };
}

/** Whether a text (of a configuration, a command line or a report) is the id of a clause. */
export function isClauseId(text: string): text is ClauseId {
  return byId.has(text);
}
