// A canonical request has a line for each part elsewhere.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'line-feeds-between-parts',
  title: 'The parts are joined by line feeds.',
  row: 'S03',
  breaks: ['SIG-09'],
  lie: {
    decision: 'message',
    instead: (honest) => (xDate, xLogin, body) => honest(`${xDate}\n`, `${xLogin}\n`, body),
  },
};
