// A worker with the default number of tries, and the default pause of none to speak of.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'queued-and-given-up',
  title: 'Work that was acknowledged is given up after four tries within a second.',
  row: 'R02',
  breaks: ['RCV-05'],
  lie: { decision: 'acknowledges', instead: () => () => ({ when: 'at-once', keeps: 'durably', retries: [100, 200, 400] }) },
};
