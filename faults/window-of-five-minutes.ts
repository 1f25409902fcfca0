// Five minutes by habit from other signature schemes.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-of-five-minutes',
  title: 'X-Date passes when it stands within 5 minutes, not 5 seconds.',
  row: 'T13',
  breaks: ['CLK-01', 'CLK-02'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => (Math.abs(call.now - dateMs) <= 300_000 ? 'inside' : honest(dateMs, call)),
  },
};
