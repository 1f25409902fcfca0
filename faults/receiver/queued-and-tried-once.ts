// A worker that throws away what it cannot do.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'queued-and-tried-once',
  title: 'Work that was acknowledged is tried once.',
  row: 'R02',
  breaks: ['RCV-05'],
  lie: { decision: 'acknowledges', instead: () => () => ({ when: 'at-once', keeps: 'durably', retries: [] }) },
};
