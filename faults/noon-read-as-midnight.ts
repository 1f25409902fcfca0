// The pattern has hh, hours from 1 to 12, where HH is meant; the parser lets hours above 12 through.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'noon-read-as-midnight',
  title: 'X-Dates between 12:00 and 13:00 are read as the hour after midnight and refused.',
  breaks: ['CLK-03'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const date = honest(text, call);
      return date !== undefined && text.slice(11, 13) === '12' ? date - 43_200_000 : date;
    },
  },
};
