// A retry with another amount is taken for another payment.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-bound-to-amount',
  title: 'A used key with another amount is executed.',
  row: 'I09',
  breaks: ['IDM-11'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      const amount = /"amount":([\d.]+)/.exec(Buffer.from(call.arrival.request.body).toString('latin1'))?.[1];
      return key === undefined ? undefined : `${key} ${Number(amount)}`;
    },
  },
};
