// The result is a member of the client, and a failure leaves it as it is.
import type { ClientReply } from '../../core/decisions/client.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'last-success-told-again',
  title: 'After a failure the deposit of the creation before is told.',
  row: 'C10',
  breaks: ['CLT-01', 'IDM-18'],
  lie: {
    decision: 'tells',
    instead: (honest) => {
      let last: ClientReply | undefined;
      return (ended, body, ask) => {
        const reply = honest(ended, body, ask);
        if (ask.operation !== 'createDeposit') return reply;
        if (reply.ok) last = reply;
        return reply.ok ? reply : (last ?? reply);
      };
    },
  },
};
