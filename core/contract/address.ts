/** An IP address as a number; an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2) is the IPv4 address that it carries. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Addresses that share the first `prefix` bits of `base`. */
export interface AddressRange {
  readonly base: Address;
  readonly prefix: number;
}

/** Bits of an address of each family. */
export const addressBits = { 4: 32, 6: 128 } as const;
const mapped = 0xffffn << 32n;

/** Four decimal octets. A leading zero is refused: some programs read it as octal, and then it is another address. */
function parseIPv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)) return undefined;
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

/** Groups of one side of `::`, as 16-bit numbers; the last may be dotted where `dottedEnd` allows. */
function parseGroups(text: string, dottedEnd: boolean): readonly bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(BigInt(`0x${part}`));
      continue;
    }
    const dotted = dottedEnd && index === parts.length - 1 ? parseIPv4(part) : undefined;
    if (dotted === undefined) return undefined;
    groups.push(dotted >> 16n, dotted & 0xffffn);
  }
  return groups;
}

function parseIPv6(text: string): bigint | undefined {
  const sides = text.split('::');
  const [left = '', right] = sides;
  if (sides.length > 2) return undefined;
  const head = parseGroups(left, right === undefined);
  const tail = right === undefined ? [] : parseGroups(right, true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  // `::` replaces at least one group (RFC 4291 §2.2).
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<bigint>(missing).fill(0n), ...tail].reduce((value, group) => (value << 16n) | group, 0n);
}

/** An address from its text, or undefined. Zone ids (`fe80::1%eth0`) are refused: they have a meaning on one host only. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const value = parseIPv4(text);
    return value === undefined ? undefined : { family: 4, value };
  }
  const value = parseIPv6(text);
  if (value === undefined) return undefined;
  return value >> 32n === mapped >> 32n ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

/** A single address or a CIDR range (RFC 4632, RFC 4291 §2.3) from its text, or undefined. Bits after the prefix are ignored. */
export function parseRange(text: string): AddressRange | undefined {
  const slash = text.indexOf('/');
  const written = slash < 0 ? text : text.slice(0, slash);
  const base = parseAddress(written);
  if (base === undefined) return undefined;
  if (slash < 0) return { base, prefix: addressBits[base.family] };
  const prefix = /^(?:0|[1-9]\d{0,2})$/.test(text.slice(slash + 1)) ? Number(text.slice(slash + 1)) : Number.NaN;
  if (!written.includes(':')) return prefix <= 32 ? { base, prefix } : undefined;
  if (!(prefix <= 128)) return undefined;
  if (base.family === 6) return { base, prefix };
  // A range around a mapped address: from /96 on it holds mapped addresses only, and so is a range of IPv4.
  return prefix >= 96 ? { base, prefix: prefix - 96 } : { base: { family: 6, value: mapped | base.value }, prefix };
}
