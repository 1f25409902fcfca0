// PHP's json_encode escapes slashes unless told.
import { writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'slashes-escaped-when-signed',
  title: 'Slashes are escaped in what is signed, and not in what is sent.',
  row: 'S11',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) =>
      body === undefined ? honest(sent, body, target) : encodeUtf8(writeJson(body).replaceAll('/', '\\/')),
  },
};
