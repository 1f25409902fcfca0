// isoformat of an aware time.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'colon-offset-in-date',
  title: 'X-Date ends in +00:00.',
  row: 'T02',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead: (honest) => (now, surroundings) => honest(now, surroundings).replace('Z', '+00:00'),
  },
};
