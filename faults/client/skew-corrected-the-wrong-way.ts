// A sign.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'skew-corrected-the-wrong-way',
  title: 'The skew is taken off where it should be added.',
  row: 'T10',
  breaks: ['CLK-08'],
  lie: {
    decision: 'corrects',
    instead: (honest) => (response, receivedAt, corrections) => {
      const ahead = honest(response, receivedAt, corrections);
      return ahead === undefined ? undefined : -ahead;
    },
  },
};
