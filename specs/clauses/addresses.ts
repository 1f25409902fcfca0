import type { Clause } from '../clause.ts';

const whitelisted = 'Seed A: only IP addresses that the merchant has whitelisted in the panel may call the API.';

/** The list of addresses that may call. */
export const addressesClauses = [
  {
    id: 'IPA-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: whitelisted },
    statement: 'A call from an address that is not whitelisted is refused and has no effect.',
  },
  {
    id: 'IPA-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: whitelisted },
    statement: 'A whitelisted address works; one that is put on the list is served from then on, and one that is taken off it no more.',
  },
  {
    id: 'IPA-03',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: whitelisted,
      argument: 'Anyone can write a forwarding header; if one stood in for the address, every address could call.',
    },
    statement: 'A forwarding header (X-Forwarded-For, Forwarded, X-Real-IP) does not stand in for the source address.',
  },
] as const satisfies readonly Clause[];
