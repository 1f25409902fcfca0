// The caller sees the body only.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'stored-500-taken-for-success',
  title: 'A 500 counts as a deposit: it was stored, after all.',
  breaks: ['IDM-18'],
  lie: {
    decision: 'tells',
    instead: (honest) => (ended, body, ask) =>
      ended.kind === 'response' && ended.response.status === 500 && body ? { ok: true, result: body } : honest(ended, body, ask),
  },
};
