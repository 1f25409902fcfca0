// Only the time of day is compared; the day went lost in a cast to TIME.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'day-left-out-of-the-window',
  title: 'X-Dates of another day pass when their time of day is now.',
  breaks: ['CLK-01', 'CLK-02'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => {
      const day = 86_400_000;
      return honest(dateMs + Math.round((call.now - dateMs) / day) * day, call);
    },
  },
};
