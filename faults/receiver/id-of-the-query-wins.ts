// Parameters are merged: the query comes after the body.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'id-of-the-query-wins',
  title: 'A deposit in the query is taken for the one that was notified.',
  row: 'R08',
  breaks: ['RCV-06'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => /[?&]deposit_id=(\d+)/.exec(request.target)?.[1] ?? honest(body, request),
  },
};
