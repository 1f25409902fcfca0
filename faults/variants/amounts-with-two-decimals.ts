import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'amounts-with-two-decimals',
  title: 'Amounts in answers are written with two decimals: 100.00 is the number 100.',
  lie: {
    decision: 'encode',
    instead: (honest) => (value) =>
      encodeUtf8((decodeUtf8(honest(value)) ?? '').replace(/"(usd_amount|local_amount|amount|fx_rate)":(\d+)(?=[,}])/g, '"$1":$2.00')),
  },
};
