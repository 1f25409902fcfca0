// The server's locale is th_TH, and its calendar comes with it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'buddhist-years-read',
  title: 'X-Dates with a year of the Buddhist era pass.',
  row: 'T04',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const year = Number(text.slice(0, 4));
      return honest(year > 2500 ? `${year - 543}${text.slice(4)}` : text, call);
    },
  },
};
