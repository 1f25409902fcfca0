// A sequence of a database.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'counted-keys',
  title: 'Keys are counted.',
  breaks: ['IDM-23'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) =>
      ask.method === 'POST' ? `deposit-key-${String(sources.number).padStart(12, '0')}` : honest(ask, sources),
  },
};
