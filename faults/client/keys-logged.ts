// A dump for support.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'keys-logged',
  title: 'The configuration is logged with its keys.',
  row: 'C17',
  breaks: ['AUT-07'],
  lie: {
    decision: 'logs',
    instead: (honest) => (request, ended, keys) => [...honest(request, ended, keys), `config ${JSON.stringify(keys)}`],
  },
};
