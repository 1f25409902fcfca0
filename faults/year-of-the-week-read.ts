// The pattern has YYYY, the year that the week belongs to, where yyyy is meant: the last days of December jump a year.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'year-of-the-week-read',
  title: 'X-Dates of the last days of a year, in the first week of the next one, are read a year later and refused.',
  breaks: ['CLK-03'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const date = honest(text, call);
      if (date === undefined || text.slice(5, 7) !== '12') return date;
      const saturday = new Date(date + (6 - new Date(date).getUTCDay()) * 86_400_000);
      return saturday.getUTCMonth() === 0 ? date + 365 * 86_400_000 : date;
    },
  },
};
