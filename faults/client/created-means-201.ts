// status === 201.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'created-means-201',
  title: 'Only 201 is a creation.',
  breaks: ['CLT-03'],
  lie: {
    decision: 'tells',
    instead: (honest) => (ended, body, ask) =>
      ask.operation === 'createDeposit' && ended.kind === 'response' && ended.response.status !== 201
        ? { ok: false, error: `status ${ended.response.status}` }
        : honest(ended, body, ask),
  },
};
