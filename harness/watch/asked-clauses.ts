import type { ClauseId } from '../../specs/clauses/catalogue.ts';

/** Clauses that deliveries of somebody's deposits do not show: the sender is asked them, with deposits of ours. */
export const askedOnly = ['NTF-06', 'NTF-07', 'ENV-06', 'NTF-13'] as const satisfies readonly ClauseId[];
