import type { CatalogueClause } from '../clause.ts';

/** What a merchant's receiver does with notifications. An effect is a release; the signature is read as the profile reads C26. */
export const receiverClauses = [
  { id: 'AUT-11', party: 'receiver' },
  { id: 'RCV-01', party: 'receiver' },
  { id: 'RCV-02', party: 'receiver' },
  { id: 'RCV-03', party: 'receiver' },
  { id: 'RCV-04', party: 'receiver' },
  { id: 'RCV-05', party: 'receiver' },
  { id: 'RCV-06', party: 'receiver' },
  { id: 'RCV-07', party: 'receiver' },
  { id: 'RCV-08', party: 'receiver' },
  { id: 'RCV-09', party: 'receiver' },
  { id: 'RCV-10', party: 'receiver' },
  { id: 'RCV-11', party: 'receiver' },
  { id: 'RCV-12', party: 'receiver' },
  { id: 'RCV-13', party: 'receiver' },
  { id: 'RCV-14', party: 'receiver' },
  { id: 'RCV-15', party: 'receiver' },
  { id: 'RCV-16', party: 'receiver' },
  { id: 'RCV-17', party: 'receiver' },
  { id: 'RCV-18', party: 'receiver' },
  { id: 'RCV-19', party: 'receiver' },
  { id: 'RCV-20', party: 'receiver' },
  { id: 'RCV-21', party: 'receiver' },
  { id: 'RCV-22', party: 'receiver' },
] as const satisfies readonly CatalogueClause[];
