// Logs show the first eight digits, and they were taken for the hash.
import { sign } from '../../core/contract/signature.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'eight-digits-compared',
  title: 'The first eight digits of the hash are compared.',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'verifies', instead: () => (hash, message, secret) => hash.slice(0, 8) === sign(message, secret).slice(0, 8) },
};
