// The old default of Node's hash API was binary.
import { writeJson } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'low-bytes-signed',
  title: 'Only the low byte of each character is signed.',
  row: 'S19',
  breaks: ['SIG-09'],
  lie: {
    decision: 'signedBody',
    instead: (honest) => (sent, body, target) => (body === undefined ? honest(sent, body, target) : Buffer.from(writeJson(body), 'binary')),
  },
};
