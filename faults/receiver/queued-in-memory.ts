// The queue is an array.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'queued-in-memory',
  title: 'Work that was acknowledged ends with the process.',
  row: 'R10',
  breaks: ['RCV-19'],
  lie: {
    decision: 'acknowledges',
    instead: () => () => ({ when: 'at-once', keeps: 'in-memory', retries: [100, 300, 1000, 1000, 1000, 1000, 1000, 1000] }),
  },
};
