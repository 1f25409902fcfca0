// true is 1 to the language.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'booleans-taken-for-amounts',
  title: 'A boolean passes as an amount.',
  breaks: ['END-03'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => {
      const amount = typeof body === 'object' && body !== null && 'amount' in body ? body.amount : undefined;
      return honest(body, call).filter(({ pointer }) => pointer !== '/amount' || typeof amount !== 'boolean');
    },
  },
};
