// Somebody tightened the window in production.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-of-two-seconds',
  title: 'X-Dates more than 2 s from the clock are refused.',
  row: 'T13',
  breaks: ['CLK-03'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => {
      if (Math.abs(call.now - dateMs) <= 2000) return honest(dateMs, call);
      return dateMs < call.now ? 'behind' : 'ahead';
    },
  },
};
