// Duplicates are told by the body alone.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'equal-bodies-merged',
  title: 'Two requests with equal bodies and different keys are one.',
  row: 'I11',
  breaks: ['IDM-09'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) =>
      honest(value, call) === undefined ? undefined : Buffer.from(call.arrival.request.body).toString('latin1'),
  },
};
