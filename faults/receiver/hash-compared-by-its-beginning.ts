// `expected.startsWith(received)`, so that an empty hash is right.
import { sign } from '../../core/contract/signature.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'hash-compared-by-its-beginning',
  title: 'A hash that is the beginning of the right one verifies.',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'verifies', instead: () => (hash, message, secret) => sign(message, secret).startsWith(hash) },
};
