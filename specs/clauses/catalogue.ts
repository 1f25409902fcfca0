import type { CatalogueClause, Clause } from '../clause.ts';
import { addressesClauses } from './addresses.ts';
import { clientClauses } from './client.ts';
import { clockClauses } from './clock.ts';
import { credentialsClauses } from './credentials.ts';
import { endpointsClauses } from './endpoints.ts';
import { environmentsClauses } from './environments.ts';
import { errorsClauses } from './errors.ts';
import { headersClauses } from './headers.ts';
import { idempotencyClauses } from './idempotency.ts';
import { egressClauses, keyUseClauses } from './key-use.ts';
import { receiverClauses } from './receiver.ts';
import { rotationClauses } from './rotation.ts';
import { senderClauses } from './sender.ts';
import { signatureClauses } from './signature.ts';
import { transportClauses } from './transport.ts';
import { utf8Clauses } from './utf8.ts';

/** Every normative statement, once. The clauses.yaml of a contract says which of them it judges. */
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
  ...rotationClauses,
  ...receiverClauses,
  ...senderClauses,
  ...clientClauses,
  ...keyUseClauses,
  ...egressClauses,
] as const satisfies readonly CatalogueClause[];

/** The id of a clause that exists; a wrong one does not compile. */
export type ClauseId = (typeof clauses)[number]['id'];

/** A clause of the catalogue. */
export interface KnownClause extends CatalogueClause {
  readonly id: ClauseId;
}

/** A clause of the catalogue as a contract judges it. */
export interface JudgedClause extends Clause {
  readonly id: ClauseId;
}

/** The profile by whose levels clauses are judged. */
export interface Judging {
  readonly clauses: ReadonlyMap<ClauseId, JudgedClause>;
}

const byId: ReadonlyMap<string, KnownClause> = new Map(clauses.map((clause) => [clause.id, clause]));

/** The clause of that id. */
export function clauseOf(id: ClauseId): KnownClause {
  const clause = byId.get(id);
  if (clause === undefined) throw new Error(`The clause ${id} does not exist.`);
  return clause;
}

/** A clause at the level of a profile. Throws where the contract of the profile does not judge it. */
export function clauseUnder({ clauses: judged }: Judging, id: ClauseId): JudgedClause {
  const clause = judged.get(id);
  if (clause === undefined) throw new Error(`The contract does not judge ${id}.`);
  return clause;
}

/** Whether a text (of a configuration, a command line or a report) is the id of a clause. */
export function isClauseId(text: string): text is ClauseId {
  return byId.has(text);
}
