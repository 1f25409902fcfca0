// The unquoted Z of the pattern.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'offset-in-date',
  title: 'X-Date ends in +0000.',
  row: 'T02',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead: (honest) => (now, surroundings) => honest(now, surroundings).replace('Z', '+0000'),
  },
};
