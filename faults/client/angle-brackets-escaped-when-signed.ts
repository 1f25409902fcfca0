// Go's json.Marshal escapes HTML, an Encoder can be told not to.
import { writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'angle-brackets-escaped-when-signed',
  title: '`<`, `>` and `&` are escaped in what is signed only.',
  row: 'S12',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) =>
      body === undefined
        ? honest(sent, body, target)
        : encodeUtf8(writeJson(body).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)),
  },
};
