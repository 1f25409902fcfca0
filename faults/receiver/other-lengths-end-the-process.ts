// timingSafeEqual throws on texts of different length, and nobody catches it.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'other-lengths-end-the-process',
  title: 'A hash of another length than 64 ends the process.',
  row: 'S38',
  breaks: ['RCV-09'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret) => {
      if (hash.length !== 64)
        throw Object.assign(new Error('Input buffers must have the same byte length'), { name: 'UncaughtInReceiver' });
      return honest(hash, message, secret);
    },
  },
};
