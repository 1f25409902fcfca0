// getBytes() without a charset, on a machine whose default is not UTF-8.
import { writeJson } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'body-in-latin1',
  title: 'The body is sent in ISO-8859-1.',
  row: 'S17',
  breaks: ['UTF-05'],
  lie: {
    decision: 'encode',
    instead: () => (body) => Buffer.from(writeJson(body), 'latin1'),
  },
};
