// The code of the method is an enumeration, and an unknown one throws.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-methods-of-payment-fail-inside',
  title: 'An unknown payment method gets a 500.',
  breaks: ['END-04'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => {
      if (typeof body === 'object' && body !== null && 'payment_method' in body && body.payment_method === 'ZZZZ') {
        throw new Error('No enum constant');
      }
      return honest(body, call);
    },
  },
};
