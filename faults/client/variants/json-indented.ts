import { writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'json-indented',
  title: 'The body is indented.',
  lie: {
    decision: 'encode',
    instead: () => (body) => encodeUtf8(writeJson(body).replace(/^\{/, '{\n  ').replace(/\}$/, '\n}')),
  },
};
