import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'letters-escaped-in-answers',
  title: 'Characters beyond ASCII and slashes are escaped in answers, as PHP writes them.',
  lie: {
    decision: 'encode',
    instead: (honest) => (value) => {
      const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
      const text = decodeUtf8(honest(value)) ?? '';
      return encodeUtf8(text.replace(/[\u0080-\uffff]/g, escaped).replaceAll('/', '\\/'));
    },
  },
};
