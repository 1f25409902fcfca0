import { addressBits, parseAddress, parseRange } from './address.ts';

/**
 * Whether a caller's address is on the list of the panel's "Deposit IP Address" (IPA-01). IPv4 callers match IPv4 entries only, however the socket
 * spells them (`::ffff:192.0.2.1` is 192.0.2.1). An entry that is not an address matches nobody, and neither does a peer that is not one.
 *
 * @param peer the address of the socket's peer, never of a header (IPA-03)
 * @param list single addresses or CIDR ranges; an empty list admits nobody
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
