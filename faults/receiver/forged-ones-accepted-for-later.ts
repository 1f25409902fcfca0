// A queue in front answers 202 before anybody looks.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'forged-ones-accepted-for-later',
  title: 'A forged notification is acknowledged with 202.',
  breaks: ['RCV-16'],
  lie: { decision: 'answer', instead: (honest) => (handled) => honest(handled === 'unverified' ? 'queued' : handled) },
};
