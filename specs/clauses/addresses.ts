import type { Clause } from '../clause.ts';

const whitelisted = 'Seed A: only IP addresses that the merchant has whitelisted in the panel may call the API.';

/** The list of addresses that may call. */
export const addressesClauses = [
  {
    id: 'IPA-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: whitelisted },
  },
  {
    id: 'IPA-02',
    party: 'provider',
    level: 'must',
    basis: { kind: 'seed', sentence: whitelisted },
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
  },
] as const satisfies readonly Clause[];
