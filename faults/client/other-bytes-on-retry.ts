// A hash map has no order.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'other-bytes-on-retry',
  title: 'A repeat has its members in another order.',
  breaks: ['IDM-22'],
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) => {
      const body = honest(args, ask, keys);
      return ask.attempt > 1 && body.kind === 'object' ? { ...body, members: body.members.toReversed() } : body;
    },
  },
};
