// toISOString.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'milliseconds-in-date',
  title: 'X-Date has milliseconds.',
  row: 'T03',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead: () => (now) => new Date(now).toISOString(),
  },
};
