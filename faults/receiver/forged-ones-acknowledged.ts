// One answer for all, so that nobody learns anything.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'forged-ones-acknowledged',
  title: 'A forged notification is acknowledged with 200.',
  breaks: ['RCV-16'],
  lie: { decision: 'answer', instead: (honest) => (handled) => honest(handled === 'unverified' ? 'duplicate' : handled) },
};
