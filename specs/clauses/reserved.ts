/** Ids that are reserved for future clauses. An id moves to the catalogue when its clause test exists; it is never in both. */
export const reserved = ['TLS-03'] as const;

export type ReservedId = (typeof reserved)[number];
