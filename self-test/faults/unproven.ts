import type { ClauseId } from '../../specs/clauses/catalogue.ts';

/** Clauses that no fault proves, with the reason. An entry whose clause has faults is an error. */
export const unproven: Partial<Record<ClauseId, string>> = {};
