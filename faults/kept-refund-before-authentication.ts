// Refunds answer retries from the gateway's cache, before the guard.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'kept-refund-before-authentication',
  title: 'The kept answer of a refund is given without a right signature.',
  breaks: ['IDM-10'],
  lie: {
    decision: 'looksUp',
    instead: (honest) => (call) => (call.operation.creates === 'refund' ? 'before-checks' : honest(call)),
  },
};
