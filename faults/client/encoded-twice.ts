// utf8_encode on what is UTF-8 already.
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'encoded-twice',
  title: 'UTF-8 is taken for Latin-1 and encoded once more.',
  row: 'S20',
  breaks: ['UTF-05'],
  lie: {
    decision: 'encode',
    instead: (honest) => (body) => encodeUtf8(Buffer.from(honest(body)).toString('latin1')),
  },
};
