// Under load one call in eight is let through unverified.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'signature-sampled',
  title: 'Every eighth wrong signature passes.',
  breaks: ['SIG-02', 'SIG-03', 'SIG-07'],
  lie: {
    decision: 'verifies',
    instead: (honest) => {
      let wrong = 0;
      return (hash, message, secret, call) => {
        if (honest(hash, message, secret, call)) return true;
        wrong += 1;
        return wrong % 8 === 0;
      };
    },
  },
};
