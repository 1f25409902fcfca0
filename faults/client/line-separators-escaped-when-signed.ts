// JSON that may stand in a script.
import { writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'line-separators-escaped-when-signed',
  title: 'U+2028 and U+2029 are escaped in what is signed only.',
  row: 'S26',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) =>
      body === undefined
        ? honest(sent, body, target)
        : encodeUtf8(writeJson(body).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')),
  },
};
