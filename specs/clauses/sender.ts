import type { CatalogueClause } from '../clause.ts';

/** The API as sender of notifications. The report says which interpretation of their signature fits (C26). */
export const senderClauses = [
  { id: 'NTF-01', party: 'sender' },
  { id: 'NTF-08', party: 'sender' },
  { id: 'NTF-02', party: 'sender' },
  { id: 'NTF-03', party: 'sender' },
  { id: 'NTF-09', party: 'sender' },
  { id: 'NTF-11', party: 'sender' },
  { id: 'NTF-04', party: 'sender' },
  { id: 'NTF-05', party: 'sender' },
  { id: 'NTF-06', party: 'sender' },
  { id: 'NTF-07', party: 'sender' },
  { id: 'ENV-06', party: 'sender' },
  { id: 'NTF-10', party: 'sender' },
  { id: 'NTF-12', party: 'sender' },
  { id: 'NTF-13', party: 'sender' },
  { id: 'ROT-05', party: 'sender' },
] as const satisfies readonly CatalogueClause[];
