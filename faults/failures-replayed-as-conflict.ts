// A kept failure is told as a conflict with the first request.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'failures-replayed-as-conflict',
  title: 'The replay of a failure has status 409.',
  row: 'I03',
  breaks: ['IDM-03', 'IDM-04'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => (kept.status >= 400 ? { ...honest(kept, call), status: 409 } : honest(kept, call)),
  },
};
