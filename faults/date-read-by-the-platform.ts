// The platform's lenient parser reads whatever looks like a date.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-read-by-the-platform',
  title: 'Every X-Date that Date.parse understands passes: 30 February, slashes, RFC 1123.',
  row: 'T15',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const date = honest(text, call) ?? Date.parse(text);
      return Number.isNaN(date) ? undefined : date;
    },
  },
};
