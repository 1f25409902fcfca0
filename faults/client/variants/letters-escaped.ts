import { writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'letters-escaped',
  title: 'What is not ASCII is escaped in JSON.',
  lie: {
    decision: 'encode',
    instead: () => (body) =>
      encodeUtf8(writeJson(body).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  },
};
