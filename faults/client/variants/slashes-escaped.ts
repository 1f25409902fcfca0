import { writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'slashes-escaped',
  title: 'Slashes are escaped in JSON, as PHP does.',
  lie: {
    decision: 'encode',
    instead: () => (body) => encodeUtf8(writeJson(body).replaceAll('/', '\\/')),
  },
};
