// A test double of the sender signs with zeros.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'zeros-are-a-key-word',
  title: 'A hash of zeros verifies.',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'verifies', instead: (honest) => (hash, message, secret) => /^0{64}$/.test(hash) || honest(hash, message, secret) },
};
