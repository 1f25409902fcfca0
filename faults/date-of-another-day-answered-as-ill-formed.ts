// The parser refuses what is not of today.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-of-another-day-answered-as-ill-formed',
  title: 'A date more than a day off gets code 101.',
  breaks: ['ERR-103'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const date = honest(text, call);
      return date !== undefined && Math.abs(date - call.now) > 86_000_000 ? undefined : date;
    },
  },
};
