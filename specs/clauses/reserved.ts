/** Ids that are taken for clauses to come. An id moves to the catalogue when its clause test exists; it is never in both. */
export const reserved = ['TLS-03'] as const;

export type ReservedId = (typeof reserved)[number];
