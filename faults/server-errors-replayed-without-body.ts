// The error page of the server is not part of what is kept.
import { noBody } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'server-errors-replayed-without-body',
  title: 'The replay of a 500 has no body.',
  breaks: ['IDM-04'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => (kept.status >= 500 ? { ...honest(kept, call), body: noBody } : honest(kept, call)),
  },
};
