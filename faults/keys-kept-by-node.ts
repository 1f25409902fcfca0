// Each of two nodes keeps the keys that it has seen itself, and the balancer takes turns.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-kept-by-node',
  title: 'Every other request meets a store of keys of its own.',
  breaks: ['IDM-01', 'IDM-02'],
  lie: {
    decision: 'idempotencyScope',
    instead: (honest) => {
      let requests = 0;
      return (account, call) => {
        requests += 1;
        return `${honest(account, call)} node ${requests % 2}`;
      };
    },
  },
};
