// The row is matched by key and invoice id, and a creation without invoice id gets a new one each time.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'invoice-made-up-on-each-try',
  title: 'The key is ignored on a creation that names no invoice id.',
  breaks: ['IDM-01', 'IDM-02'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const named = Buffer.from(call.arrival.request.body).includes('"invoice_id"');
      return named || call.operation.creates !== 'deposit' ? honest(value, call) : undefined;
    },
  },
};
