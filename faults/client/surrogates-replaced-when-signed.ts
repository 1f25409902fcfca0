// The hash API encodes to UTF-8, and so replaces what cannot be encoded.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'surrogates-replaced-when-signed',
  title: 'A lone surrogate is escaped in what is sent and replaced in what is signed.',
  row: 'S22',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) =>
      body === undefined
        ? honest(sent, body, target)
        : encodeUtf8(
            Buffer.from(sent)
              .toString()
              .replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\ufffd'),
          ),
  },
};
