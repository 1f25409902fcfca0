// Two deliveries of one event are said to have one date.
import { headerValue } from '../../core/exchange.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'duplicates-told-by-date',
  title: 'A duplicate is told by its deposit and date together.',
  breaks: ['RCV-03', 'RCV-12'],
  lie: {
    decision: 'duplicateKey',
    instead: (honest) => (depositId, request) => `${honest(depositId, request)} ${headerValue(request.headers, 'x-date')}`,
  },
};
