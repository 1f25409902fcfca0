// Each delivery has its own date, and so its own signature.
import { headerValue } from '../../core/exchange.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'duplicates-told-by-signature',
  title: 'A duplicate is told by its Authorization.',
  breaks: ['RCV-03', 'RCV-12'],
  lie: {
    decision: 'duplicateKey',
    instead: (honest) => (depositId, request) => headerValue(request.headers, 'authorization') ?? honest(depositId, request),
  },
};
