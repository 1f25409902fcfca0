// The day is compared as text before the time of day is looked at.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refused-when-the-day-turns',
  title: 'A right X-Date of the day before, seconds ago, is refused just after midnight.',
  breaks: ['CLK-03'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => {
      const day = 86_400_000;
      return Math.floor(dateMs / day) === Math.floor(call.now / day) ? honest(dateMs, call) : 'behind';
    },
  },
};
