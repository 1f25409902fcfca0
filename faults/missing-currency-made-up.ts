// Without a currency the country's own is taken.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'missing-currency-made-up',
  title: 'A creation without currency is accepted.',
  breaks: ['END-03'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => {
      const given = typeof body === 'object' && body !== null && 'currency' in body && body.currency !== null;
      return honest(body, call).filter(({ pointer }) => pointer !== '/currency' || given);
    },
  },
};
