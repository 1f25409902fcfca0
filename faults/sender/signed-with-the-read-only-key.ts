// Notifications belong to reading, so somebody took the key for reading.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'signed-with-the-read-only-key',
  title: 'The HMAC key is the read-only key.',
  row: 'N07',
  breaks: ['NTF-08'],
  lie: {
    decision: 'secret',
    instead:
      () =>
      ({ readOnlyKey }) =>
        readOnlyKey,
  },
};
