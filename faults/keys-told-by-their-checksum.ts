// Keys are mapped to shards by CRC-16, and told by nothing else there.
import type { Fault } from './fault.ts';

/** CRC-16 of the polynomial 0x1021, as clusters of key-value stores use it. */
function checksum(text: string): number {
  let crc = 0;
  for (const character of text) {
    crc ^= character.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

export const fault: Fault = {
  id: 'keys-told-by-their-checksum',
  title: 'Keys with one checksum are one key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined ? undefined : `${checksum(key)}.${key.length}`;
    },
  },
};
