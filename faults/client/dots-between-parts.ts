// Other schemes put a dot between timestamp and body.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'dots-between-parts',
  title: 'The parts are joined by dots.',
  row: 'S03',
  breaks: ['SIG-09'],
  lie: {
    decision: 'message',
    instead: (honest) => (xDate, xLogin, body) => honest(`${xDate}.`, `${xLogin}.`, body),
  },
};
