// The order has one status column, and whoever comes last writes it.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'last-status-decides',
  title: 'An order counts as released while the last status that was seen is COMPLETED.',
  row: 'R07',
  breaks: ['RCV-03', 'RCV-12'],
  lie: { decision: 'releaseGuard', instead: () => () => 'last-status' },
};
