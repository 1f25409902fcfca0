// The lock is taken by those who refund round amounts, as the first version did.
import { decodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'only-whole-amounts-locked',
  title: 'Parts that are refunded at once may exceed the deposit.',
  breaks: ['END-07'],
  lie: {
    decision: 'refundsAtomically',
    instead: (honest) => (call) => {
      const text = decodeUtf8(call.arrival.request.body) ?? '';
      return !/"amount":\s*[0-9]+\.[0-9]/.test(text) && honest(call);
    },
  },
};
