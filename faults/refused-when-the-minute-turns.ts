// The seconds of the minute are subtracted, not the instants: 02 - 58 is 56 s.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refused-when-the-minute-turns',
  title: 'A right X-Date of the minute before, seconds ago, is refused.',
  breaks: ['CLK-03'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => {
      const seconds = (ms: number) => Math.floor(ms / 1000) % 60;
      return Math.abs(seconds(call.now) - seconds(dateMs)) > 5 ? 'behind' : honest(dateMs, call);
    },
  },
};
