import type { ClauseId } from '../../specs/clauses/catalogue.ts';

/** Musts without three faults, with the reason. An entry whose clause has faults is an error. */
export const withoutFaults: Partial<Record<ClauseId, string>> = {};
