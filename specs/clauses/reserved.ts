/** Ids that are taken for clauses to come. An id moves to the catalogue when its clause test exists; it is never in both. */
export const reserved = ['TLS-03', 'RCV-23', 'RCV-24', 'RCV-25', 'RCV-26'] as const;

export type ReservedId = (typeof reserved)[number];
