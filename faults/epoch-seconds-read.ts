// A text of digits is taken for seconds since the epoch, as other schemes sign them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'epoch-seconds-read',
  title: 'X-Dates in seconds since the epoch pass.',
  row: 'T15',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => (/^\d{9,11}$/.test(text) ? Number(text) * 1000 : honest(text, call)),
  },
};
