// The unique index is over the key and the invoice id.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-bound-to-invoice',
  title: 'A used key with another invoice id is executed.',
  row: 'I09',
  breaks: ['IDM-11'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      const invoice = /"invoice_id":"([^"]*)"/.exec(Buffer.from(call.arrival.request.body).toString('latin1'))?.[1];
      return key === undefined ? undefined : `${key} ${invoice}`;
    },
  },
};
