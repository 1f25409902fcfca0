// The hash API takes bytes of the platform's charset.
import { writeJson } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'latin1-signed',
  title: 'The body is signed in ISO-8859-1 and sent in UTF-8.',
  row: 'S17',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) => (body === undefined ? honest(sent, body, target) : Buffer.from(writeJson(body), 'latin1')),
  },
};
