// Replays are kept out by asking that each date be no older than the last one seen.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'dates-must-grow',
  title: 'An X-Date older than one that was accepted before is refused, also within the window.',
  breaks: ['CLK-03'],
  lie: {
    decision: 'window',
    instead: (honest) => {
      let newest = 0;
      return (dateMs, call) => {
        if (dateMs < newest) return 'behind';
        const stands = honest(dateMs, call);
        if (stands === 'inside') newest = dateMs;
        return stands;
      };
    },
  },
};
