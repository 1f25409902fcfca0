import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'duplicates-and-byte-order-marks-accepted',
  title: 'Duplicate members and a byte order mark are taken (C41).',
  plays: { C41: 'accept' },
};
