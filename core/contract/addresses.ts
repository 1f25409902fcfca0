import { addressBits, parseAddress, parseRange } from './address.ts';

/**
 * Whether a caller's address is on the list of the panel's "Deposit IP Address" (IPA-01). IPv4 callers match IPv4 entries only, however the socket spells
 * them (`::ffff:192.0.2.1` is 192.0.2.1). An entry that is not an address matches nobody, and so does a peer that is none.
 * @param peer the socket peer's address, never a header's (IPA-03)
 * @param list single addresses or CIDR ranges; an empty list lets nobody in
 */
export function addressListed(peer: string, list: readonly string[]): boolean {
  const address = parseAddress(peer);
  if (address === undefined) return false;
  return list.some((entry) => {
    const range = parseRange(entry);
    if (range === undefined || range.base.family !== address.family) return false;
    const hidden = BigInt(addressBits[address.family] - range.prefix);
    return range.base.value >> hidden === address.value >> hidden;
  });
}
