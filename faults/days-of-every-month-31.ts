// Days are checked to be at most 31, whatever the month, and counted on from there.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'days-of-every-month-31',
  title: 'X-Dates on day 31 of a month of 30 days, or on 30 February, pass as the day after.',
  row: 'T15',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const date = honest(text, call);
      if (date !== undefined) return date;
      const found = /^\d{4}-\d\d-(?:29|30|31)T\d\d:\d\d:\d\dZ$/.test(text);
      const read = found ? Date.parse(text) : Number.NaN;
      return Number.isNaN(read) ? undefined : call.now;
    },
  },
};
