// The id goes through an int on its way into the answer.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'created-ids-cut-to-32-bits',
  title: 'The deposit_id of a creation is the low 32 bits of the real one.',
  row: 'S15',
  breaks: ['END-06'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      const created = call.operation.creates === 'deposit' && typeof told === 'object' && told !== null && 'deposit_id' in told;
      return created ? { ...told, deposit_id: Number(told.deposit_id) % 2 ** 31 } : told;
    },
  },
};
