import { writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'angle-brackets-escaped',
  title: '`<`, `>` and `&` are escaped, as Go does, and a line feed ends the body.',
  lie: {
    decision: 'encode',
    instead: () => (body) =>
      encodeUtf8(`${writeJson(body).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)}\n`),
  },
};
