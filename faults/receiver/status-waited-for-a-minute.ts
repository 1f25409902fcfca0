// The status call has no deadline of its own.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'status-waited-for-a-minute',
  title: 'The answer waits for the status for a minute.',
  row: 'R11',
  breaks: ['RCV-14'],
  lie: { decision: 'statusTimeLimit', instead: () => () => 60_000 },
};
