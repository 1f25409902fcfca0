// Dates that were found right are cached.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'dates-once-inside-stay-inside',
  title: 'An old X-Date passes when it has passed before.',
  breaks: ['CLK-01'],
  lie: {
    decision: 'window',
    instead: (honest) => {
      const passed = new Set<number>();
      return (dateMs, call) => {
        const found = honest(dateMs, call);
        if (found === 'inside') passed.add(dateMs);
        return passed.has(dateMs) ? 'inside' : found;
      };
    },
  },
};
