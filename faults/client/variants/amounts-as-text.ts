import { writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'amounts-as-text',
  title: 'Amounts are text that holds a number (C15).',
  lie: {
    decision: 'encode',
    instead: () => (body) => encodeUtf8(writeJson(body).replace(/"amount":([0-9.]+)/, '"amount":"$1"')),
  },
};
