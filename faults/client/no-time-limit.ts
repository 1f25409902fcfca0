// Most HTTP libraries have no limit by default.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'no-time-limit',
  title: 'The client waits for an answer for ever.',
  row: 'C09',
  breaks: ['CLT-01'],
  lie: {
    decision: 'patience',
    instead: () => () => Number.POSITIVE_INFINITY,
  },
};
