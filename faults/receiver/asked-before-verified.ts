// The status is fetched while the signature is computed, to save a moment.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'asked-before-verified',
  title: 'The status is asked before the signature is verified.',
  breaks: ['RCV-20'],
  lie: { decision: 'order', instead: () => () => 'ask-first' },
};
