// Other webhooks are signed so.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'parts-joined-by-dots',
  title: 'The parts under the HMAC are joined by dots.',
  breaks: ['NTF-08'],
  lie: {
    decision: 'message',
    instead:
      () =>
      ({ xDate, xLogin, body }) =>
        encodeUtf8(`${xDate}.${xLogin}.${decodeUtf8(body) ?? ''}`),
  },
};
