// The deposit is only numbered once the payer opens the page.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hosted-creations-without-id',
  title: 'The answer to a HOSTED creation has no deposit_id.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null || !('checkout_type' in told) || told.checkout_type !== 'HOSTED') return told;
      return Object.fromEntries(Object.entries(told).filter(([name]) => name !== 'deposit_id'));
    },
  },
};
