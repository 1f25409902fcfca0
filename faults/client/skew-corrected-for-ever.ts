// while (code == 103).
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'skew-corrected-for-ever',
  title: 'After each 103 the clock is corrected once more, without an end.',
  row: 'T09',
  breaks: ['CLK-08'],
  lie: {
    decision: 'corrects',
    instead: (honest) => (response, receivedAt) => honest(response, receivedAt, 0),
  },
};
