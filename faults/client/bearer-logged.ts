// curl -v.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'bearer-logged',
  title: 'Requests are logged with all headers.',
  row: 'C17',
  breaks: ['AUT-07'],
  lie: {
    decision: 'logs',
    instead: (honest) => (request, ended, keys) => [
      ...honest(request, ended, keys),
      ...request.headers.map(([name, value]) => `${name}: ${value}`),
    ],
  },
};
