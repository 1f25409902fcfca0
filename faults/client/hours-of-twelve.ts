// hh in place of HH.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'hours-of-twelve',
  title: 'Hours go to twelve.',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead: (honest) => (now, surroundings) =>
      honest(now, surroundings).replace(/T(\d\d)/, (_, hour) => `T${String(((Number(hour) + 11) % 12) + 1).padStart(2, '0')}`),
  },
};
