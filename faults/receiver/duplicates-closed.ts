// Nothing is left to say, so nothing is said.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'duplicates-closed',
  title: 'The connection of a duplicate is closed without an answer.',
  row: 'R03',
  breaks: ['RCV-04'],
  lie: { decision: 'answer', instead: (honest) => (handled) => (handled === 'duplicate' ? { kind: 'closed' } : honest(handled)) },
};
