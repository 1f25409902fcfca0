import { parseAddress } from '../../core/contract/address.ts';
import type { KeyUseDecisions } from '../../core/decisions/key-use.ts';
import { said } from '../../language/sentences.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import type { KeyUse } from '../../specs/types/ledger-row.ts';

/** The address of a connection in its usual form: an IPv4-mapped IPv6 address is the IPv4 address in it. */
function plainAddress(peer: string): string {
  const parsed = parseAddress(peer);
  if (parsed?.family !== 4 || !peer.includes(':')) return peer;
  return [24n, 16n, 8n, 0n].map((shift) => (parsed.value >> shift) & 255n).join('.');
}

/** The part of an address that distinguishes callers: all of it, or the first 64 bits of IPv6 (O5). */
function shown(address: string, { O5 }: Interpretations): string {
  const parsed = parseAddress(address);
  return O5 === 'network-64' && parsed?.family === 6 ? `${(parsed.value >> 64n).toString(16)}/64` : address;
}

/** Every decision of a provider that mails on key use as the documents say, by one interpretation of each ambiguity. */
export function conformingKeyUse(interpretations: Interpretations): KeyUseDecisions {
  const { O1, O2, O3, O4, O6 } = interpretations;
  const from = (whose: string, address: string): string => `${whose} ${shown(address, interpretations)}`;
  /** Whose known addresses a key shares, its own first: those of the keys that it replaced (O4), and of those that replaced it (O6). */
  const shared = ({ merchant, key, keys, address }: KeyUse): readonly string[] => {
    const at = keys.indexOf(key);
    const before = O4 === 'inherits' ? keys.slice(at + 1) : [];
    const after = O6 === 'per-account' ? keys.slice(0, Math.max(at, 0)) : [];
    if (O4 === 'inherits' && O6 === 'per-account') return [from(merchant, address)];
    return [key, ...before, ...after].map((whose) => from(whose, address));
  };
  return {
    counts: ({ live, active, listed }) =>
      (live || O1 === 'test-too') && (active || O2 === 'every-attempt') && (listed || O3 === 'refused-too'),
    addressOf: ({ arrival }) => plainAddress(arrival.peer),
    identity: (use) => shared(use)[0] ?? '',
    sharedWith: (use) => shared(use).slice(1),
    whileAnother: () => 'counted',
    remembers: () => true,
    dateText: (at) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    mail: ({ address, shown }, date) => ({ subject: said('mail-subject'), text: said('mail-text', { address, date, shown }) }),
    messageId: (kept) => kept,
    copies: () => 1,
  };
}
