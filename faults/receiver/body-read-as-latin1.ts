// The platform decodes request bodies in its own charset, and the hash is taken over what is encoded again.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'body-read-as-latin1',
  title: 'The hash is taken over the body read as Latin-1 and written as UTF-8.',
  row: 'S17',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => honest(xDate, xLogin, encodeUtf8(Buffer.from(body).toString('latin1')), keys),
  },
};
